using Auditor.Findings.Text;

namespace Auditor.Findings;

/// <summary>Probabilities of one text, by label.</summary>
public sealed class PhraseReading(IReadOnlyList<string> labels, float[] probabilities)
{
    public IReadOnlyList<string> Labels { get; } = labels;

    /// <summary>In the order of <see cref="Labels"/>.</summary>
    public IReadOnlyList<float> Probabilities { get; } = probabilities;

    /// <exception cref="ArgumentException">The model does not know the label.</exception>
    public float this[string label]
    {
        get
        {
            for (var i = 0; i < Labels.Count; i++)
            {
                if (Labels[i] == label)
                {
                    return Probabilities[i];
                }
            }

            throw new ArgumentException($"no label {label}", nameof(label));
        }
    }

    public string Best
    {
        get
        {
            var best = 0;
            for (var i = 1; i < Labels.Count; i++)
            {
                best = Probabilities[i] > Probabilities[best] ? i : best;
            }

            return Labels[best];
        }
    }
}

/// <summary>The sentence encoder with both trained readings. Safe to use from many threads; reading is deterministic.</summary>
public sealed class PhraseClassifiers : IDisposable
{
    public const string CustomerFile = "customer.model";
    public const string AgentFile = "agent.model";
    public const string CustomerHead = "reading";
    public const string ScopeHead = "scope";
    public const string AgentHead = "said";
    public const string RoleHead = "role";
    public const string RoleAgent = "agent";
    public const string RoleCustomer = "customer";

    /// <summary>Labels of the head that tells who speaks.</summary>
    public static readonly IReadOnlyList<string> Roles = [RoleAgent, RoleCustomer];

    private readonly LinearHead _customer;
    private readonly LinearHead _scope;
    private readonly LinearHead _agent;
    private readonly LinearHead _role;

    public PhraseClassifiers(SentenceEncoder encoder, PhraseModel customer, PhraseModel agent)
    {
        Encoder = encoder;
        Customer = customer;
        Agent = agent;
        _customer = customer.Head(CustomerHead);
        _scope = customer.Head(ScopeHead);
        _agent = agent.Head(AgentHead);
        _role = agent.Head(RoleHead);
    }

    public SentenceEncoder Encoder { get; }

    public PhraseModel Customer { get; }

    public PhraseModel Agent { get; }

    /// <param name="models">The models folder, with sentence-encoder and phrases in it.</param>
    /// <exception cref="InvalidDataException">A model is damaged or of another version.</exception>
    public static PhraseClassifiers Open(string models)
    {
        var phrases = Path.Combine(models, "phrases");
        var customer = PhraseModelFile.Load(Path.Combine(phrases, CustomerFile));
        var agent = PhraseModelFile.Load(Path.Combine(phrases, AgentFile));
        return new(SentenceEncoder.Open(Path.Combine(models, "sentence-encoder")), customer, agent);
    }

    /// <summary>What a customer wants with this text (<see cref="CustomerLabels.All"/>); the probabilities sum to 1.</summary>
    public PhraseReading ReadCustomer(string text, string language, CancellationToken token) =>
        Read(_customer, text, language, token);

    /// <summary>How far a wish not to be called goes (<see cref="CustomerLabels.Scopes"/>).</summary>
    public PhraseReading ReadScope(string text, string language, CancellationToken token) => Read(_scope, text, language, token);

    /// <summary>What an agent says with this text (<see cref="AgentLabels.All"/>); each label has its own probability.</summary>
    public PhraseReading ReadAgent(string text, string language, CancellationToken token) => Read(_agent, text, language, token);

    /// <summary>Probability that an agent says this text, not a customer.</summary>
    public float ReadRole(string text, string language, CancellationToken token) => Read(_role, text, language, token)[RoleAgent];

    public void Dispose() => Encoder.Dispose();

    private PhraseReading Read(LinearHead head, string text, string language, CancellationToken token) =>
        new(head.Shape.Labels, head.Read(Encoder.Embed(text, token), TextFeatures.Of(text, language), language));
}
