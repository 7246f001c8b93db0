using System.Text;

namespace Auditor.Models.Native;

/// <summary>Opens graphs and runs them; the one place that passes names and values to the runtime.</summary>
internal static unsafe class OrtSession
{
    private const int AllOptimizations = 99;
    private const int LogErrorsOnly = 3;
    private static readonly Lazy<nint> Environment = new(CreateEnvironment);

    /// <summary>Opens a graph whose every run stays on its caller's thread.</summary>
    public static SessionHandle Open(string path)
    {
        var environment = Environment.Value;
        nint options;
        OrtApi.Check(OrtApi.CreateSessionOptions(&options));
        try
        {
            OrtApi.Check(OrtApi.SetGraphOptimizationLevel(options, AllOptimizations));
            OrtApi.Check(OrtApi.SetIntraOpThreads(options, 1));
            OrtApi.Check(OrtApi.SetInterOpThreads(options, 1));

            // Shapes change with every token and window, so a remembered layout never fits and only costs memory.
            OrtApi.Check(OrtApi.DisableMemoryPattern(options));
            fixed (byte* name = ZeroEnded(path))
            {
                nint session;
                OrtApi.Check(OrtApi.CreateSession(environment, name, options, &session));
                return new SessionHandle(session);
            }
        }
        finally
        {
            OrtApi.ReleaseSessionOptions(options);
        }
    }

    public static void Run(
        SessionHandle session,
        RunOptionsHandle options,
        NameList inputNames,
        ReadOnlySpan<ValueHandle> inputs,
        NameList outputNames,
        Span<ValueHandle> outputs)
    {
        var inputPointers = stackalloc nint[inputs.Length];
        var outputPointers = stackalloc nint[outputs.Length];
        for (var i = 0; i < inputs.Length; i++)
        {
            inputPointers[i] = inputs[i].DangerousGetHandle();
        }

        new Span<nint>(outputPointers, outputs.Length).Clear();
        OrtApi.Check(OrtApi.Run(
            session.DangerousGetHandle(),
            options.DangerousGetHandle(),
            inputNames.Pointers,
            inputPointers,
            (nuint)inputs.Length,
            outputNames.Pointers,
            (nuint)outputs.Length,
            outputPointers));
        for (var i = 0; i < outputs.Length; i++)
        {
            outputs[i] = new ValueHandle(outputPointers[i]);
        }

        GC.KeepAlive(session);
        GC.KeepAlive(options);
    }

    private static byte[] ZeroEnded(string text) => Encoding.UTF8.GetBytes(text + '\0');

    private static nint CreateEnvironment()
    {
        fixed (byte* name = ZeroEnded("auditor"))
        {
            nint environment;
            OrtApi.Check(OrtApi.CreateEnv(LogErrorsOnly, name, &environment));
            return environment;
        }
    }
}
