using Auditor.Actions;
using Auditor.Findings;
using Auditor.Recordings;

namespace Auditor.App.Contract;

/// <summary>How members of closed sets are spelled in JSON, and on screen too; never changed once released.</summary>
internal static class Names
{
    public static string Of(CallStatus status) => status switch
    {
        CallStatus.Compliant => "compliant",
        CallStatus.Flagged => "flagged",
        CallStatus.Review => "review",
        CallStatus.Failed => "failed",
    };

    public static string Of(OutcomeValue value) => value switch
    {
        OutcomeValue.Said => "said",
        OutcomeValue.NotSaid => "not-said",
        OutcomeValue.CannotTell => "cannot-tell",
        OutcomeValue.NotApplicable => "not-applicable",
    };

    public static string Of(OptOutDecision decision) => decision switch
    {
        OptOutDecision.Written => "written",
        OptOutDecision.Proposed => "proposed",
    };

    public static string Of(OptOutScope scope) => scope switch
    {
        OptOutScope.Company => "company",
        OptOutScope.Campaign => "campaign",
        OptOutScope.Number => "number",
        OptOutScope.Channel => "channel",
        OptOutScope.Temporary => "temporary",
    };

    public static string Of(BlacklistState state) => state switch
    {
        BlacklistState.Proposed => "proposed",
        BlacklistState.Provisional => "provisional",
        BlacklistState.Confirmed => "confirmed",
        BlacklistState.Rejected => "rejected",
        BlacklistState.Lifted => "lifted",
    };

    public static string Of(BlacklistEventKind kind) => kind switch
    {
        BlacklistEventKind.Proposed => "proposed",
        BlacklistEventKind.Requested => "requested",
        BlacklistEventKind.Confirmed => "confirmed",
        BlacklistEventKind.Rejected => "rejected",
        BlacklistEventKind.Widened => "widened",
        BlacklistEventKind.Narrowed => "narrowed",
        BlacklistEventKind.Lifted => "lifted",
        BlacklistEventKind.Erased => "erased",
    };

    public static string Of(ActorKind kind) => kind switch
    {
        ActorKind.Rule => "rule",
        ActorKind.Person => "person",
        ActorKind.Import => "import",
        ActorKind.ApiKey => "api-key",
    };

    public static string Of(Party party) => party switch
    {
        Party.Unknown => "unknown",
        Party.Agent => "agent",
        Party.Customer => "customer",
    };

    public static string Of(CallDirection direction) => direction switch
    {
        CallDirection.Unknown => "unknown",
        CallDirection.Outbound => "outbound",
        CallDirection.Inbound => "inbound",
    };
}
