namespace Auditor.Recordings;

/// <summary>An expected failure of one input: a stable dotted code for programs and a sentence with the numbers for people.</summary>
/// <param name="Code">Lower case, dotted, never changes meaning; each is listed in <see cref="FailureCodes"/> and in the README.</param>
/// <param name="Detail">What was found and what was needed, without words spoken or numbers dialled.</param>
public sealed record Failure(string Code, string Detail);

/// <summary>A value, or the reason why there is none.</summary>
public readonly record struct Result<T>
{
    private readonly T? _value;

    private Result(T? value, Failure? failure)
    {
        _value = value;
        Failure = failure;
    }

    /// <summary>Null when there is a value.</summary>
    public Failure? Failure { get; }

    public bool Succeeded => Failure is null;

    /// <exception cref="InvalidOperationException">There is no value.</exception>
    public T Value => Failure is null ? _value! : throw new InvalidOperationException($"{Failure.Code}: {Failure.Detail}");

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Failure failure) => new(default, failure);
}
