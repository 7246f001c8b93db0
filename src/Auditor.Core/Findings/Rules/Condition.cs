namespace Auditor.Findings.Rules;

/// <summary>
/// The <c>when</c> of a rule: names of facts joined by <c>and</c>, <c>or</c>, <c>not</c> and parentheses. A fact that is not known makes the
/// condition unknown unless the others decide it (Kleene's three values).
/// </summary>
public sealed class Condition
{
    /// <summary>Facts that a condition may name.</summary>
    public static readonly IReadOnlyList<string> Facts = ["always", "outbound", "inbound", "marketing", "sale", "optout"];

    private readonly Func<Func<string, bool?>, bool?> _evaluate;

    private Condition(string text, Func<Func<string, bool?>, bool?> evaluate)
    {
        Text = text;
        _evaluate = evaluate;
    }

    public string Text { get; }

    /// <exception cref="FormatException">The text is not a condition; the message says where.</exception>
    public static Condition Parse(string text)
    {
        var parser = new Parser(text);
        return new(text, parser.All());
    }

    /// <returns>Null when it cannot be told.</returns>
    public bool? Evaluate(Func<string, bool?> facts) => _evaluate(facts);

    public override string ToString() => Text;

    private sealed class Parser(string text)
    {
        private readonly Queue<string> _tokens = new(text.Replace("(", " ( ", StringComparison.Ordinal).Replace(")", " ) ", StringComparison.Ordinal)
            .Split(' ', StringSplitOptions.RemoveEmptyEntries));

        public Func<Func<string, bool?>, bool?> All()
        {
            var whole = Or();
            return _tokens.Count == 0 ? whole : throw new FormatException($"'{_tokens.Peek()}' is not expected in condition '{text}'");
        }

        private Func<Func<string, bool?>, bool?> Or()
        {
            var left = And();
            while (Takes("or"))
            {
                var (a, b) = (left, And());
                left = facts => a(facts) | b(facts);
            }

            return left;
        }

        private Func<Func<string, bool?>, bool?> And()
        {
            var left = Not();
            while (Takes("and"))
            {
                var (a, b) = (left, Not());
                left = facts => a(facts) & b(facts);
            }

            return left;
        }

        private Func<Func<string, bool?>, bool?> Not()
        {
            if (Takes("not"))
            {
                var inner = Not();
                return facts => !inner(facts);
            }

            if (Takes("("))
            {
                var inner = Or();
                return Takes(")") ? inner : throw new FormatException($"a parenthesis is open in condition '{text}'");
            }

            if (!_tokens.TryDequeue(out var name) || !Facts.Contains(name))
            {
                throw new FormatException($"'{name}' is not a fact in condition '{text}'; facts are {string.Join(", ", Facts)}");
            }

            return facts => name == "always" ? true : facts(name);
        }

        private bool Takes(string word)
        {
            if (_tokens.TryPeek(out var next) && next == word)
            {
                _tokens.Dequeue();
                return true;
            }

            return false;
        }
    }
}
