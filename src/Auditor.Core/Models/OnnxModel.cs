using System.Diagnostics;
using Auditor.Models.Native;

namespace Auditor.Models;

/// <summary>A graph ready to run, shared by all workers: <see cref="Run"/> may be called from many threads at once.</summary>
public sealed class OnnxModel : IDisposable
{
    private readonly SessionHandle _session;
    private readonly NameList _inputs;
    private readonly NameList _outputs;
    private long _runTicks;

    private OnnxModel(SessionHandle session, NameList inputs, NameList outputs)
    {
        _session = session;
        _inputs = inputs;
        _outputs = outputs;
    }

    /// <summary>Time spent inside the runtime so far, summed over all threads.</summary>
    public TimeSpan RunTime => Stopwatch.GetElapsedTime(0, Interlocked.Read(ref _runTicks));

    /// <param name="inputs">Names in the order in which <see cref="Run"/> gets them.</param>
    /// <param name="outputs">Names in the order in which <see cref="Run"/> returns them; outputs not named are not computed.</param>
    /// <exception cref="OnnxException">The file is missing, damaged or of another version.</exception>
    public static OnnxModel Open(string path, IReadOnlyList<string> inputs, IReadOnlyList<string> outputs) =>
        new(OrtSession.Open(path), new NameList(inputs), new NameList(outputs));

    /// <returns>One float tensor an output; the caller disposes them.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled; the run was ended from outside.</exception>
    public Tensor<float>[] Run(ReadOnlySpan<ITensor> inputs, CancellationToken token)
    {
        token.ThrowIfCancellationRequested();
        var values = new ValueHandle[inputs.Length];
        for (var i = 0; i < inputs.Length; i++)
        {
            values[i] = inputs[i].Value;
        }

        var results = new ValueHandle[_outputs.Count];
        using var options = new RunOptionsHandle();
        var started = Stopwatch.GetTimestamp();
        using (token.Register(static state => ((RunOptionsHandle)state!).Terminate(), options))
        {
            try
            {
                OrtSession.Run(_session, options, _inputs, values, _outputs, results);
            }
            catch (OnnxException) when (token.IsCancellationRequested)
            {
                throw new OperationCanceledException(token);
            }
            finally
            {
                Interlocked.Add(ref _runTicks, Stopwatch.GetTimestamp() - started);
            }
        }

        return Array.ConvertAll(results, Tensor.FromRun);
    }

    public void Dispose()
    {
        _session.Dispose();
        _inputs.Dispose();
        _outputs.Dispose();
    }
}
