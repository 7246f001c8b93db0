namespace Auditor.Findings;

/// <summary>What a customer wants with one utterance, as the labelled text and the reports spell it.</summary>
public static class CustomerLabels
{
    public const string OptOut = "optout";
    public const string WrongChannel = "wrongchannel";
    public const string NotNow = "notnow";
    public const string Refuse = "refuse";
    public const string Reported = "reported";
    public const string Retract = "retract";
    public const string Other = "other";

    /// <summary>In the order of the model and of every report.</summary>
    public static readonly IReadOnlyList<string> All = [OptOut, WrongChannel, NotNow, Refuse, Reported, Retract, Other];

    public const string Company = "company";
    public const string Campaign = "campaign";
    public const string Number = "number";

    public static readonly IReadOnlyList<string> Scopes = [Company, Campaign, Number];
}

/// <summary>What an agent said with one utterance; several may hold at once, none of them is <see cref="Other"/>.</summary>
public static class AgentLabels
{
    public const string Recording = "recording";
    public const string Identity = "identity";
    public const string Purpose = "purpose";
    public const string Price = "price";
    public const string Term = "term";
    public const string Withdrawal = "withdrawal";
    public const string OptOutOffer = "optout_offer";
    public const string OrderSummary = "order_summary";
    public const string ConfirmRequest = "confirm_request";
    public const string ConsentRequest = "consent_request";
    public const string Source = "source";
    public const string AiNotice = "ai_notice";
    public const string DebtNotice = "debt_notice";
    public const string Pretext = "pretext";
    public const string FalsePrize = "false_prize";
    public const string FalseUrgency = "false_urgency";
    public const string Posing = "posing";
    public const string Pressure = "pressure";
    public const string Concluded = "concluded";
    public const string Accepts = "accepts";
    public const string Argues = "argues";
    public const string Ignores = "ignores";
    public const string Other = "other";

    /// <summary>In the order of the model and of every report; without <see cref="Other"/>.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        Recording, Identity, Purpose, Price, Term, Withdrawal, OptOutOffer, OrderSummary, ConfirmRequest, ConsentRequest, Source,
        AiNotice, DebtNotice, Pretext, FalsePrize, FalseUrgency, Posing, Pressure, Concluded, Accepts, Argues, Ignores,
    ];
}
