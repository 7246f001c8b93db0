using Auditor.Recordings;

namespace Auditor.Pipeline;

/// <summary>Failures that need not come again with the same bytes: the next run tries such a call anew, up to the limit of attempts.</summary>
internal static class RepeatableFailures
{
    private static readonly HashSet<string> Codes =
    [
        FailureCodes.CallUnexpected,
        FailureCodes.AudioUnreadable,
        FailureCodes.AudioDecoderMissing,
        FailureCodes.AudioDecoderFailed,
        FailureCodes.AudioDecoderTimeout,
    ];

    public static bool Contains(Failure? failure) => failure is not null && Codes.Contains(failure.Code);
}
