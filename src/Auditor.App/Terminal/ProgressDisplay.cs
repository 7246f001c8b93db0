using System.Globalization;
using Auditor.Pipeline;
using Spectre.Console;

namespace Auditor.App.Terminal;

/// <summary>How far a batch is, on standard error: a bar where somebody watches, now and then a line in a log.</summary>
internal abstract class ProgressDisplay : IProgress<BatchProgress>, IDisposable
{
    public static ProgressDisplay Start() => Console.IsErrorRedirected ? new LineDisplay(TimeProvider.System) : new BarDisplay();

    public abstract void Report(BatchProgress value);

    public abstract void Dispose();

    /// <summary>"12 of 16 calls, 9.8 of 12.1 min of sound, 5.3 × real time, 0:26 left".</summary>
    internal static string Words(BatchProgress progress)
    {
        var total = progress.AudioTotal is { } all ? string.Create(CultureInfo.InvariantCulture, $" of {all.TotalMinutes:0.0}") : "";
        var speed = progress.RealTimeFactor > 0 ? string.Create(CultureInfo.InvariantCulture, $", {progress.RealTimeFactor:0.0} × real time") : "";
        var left = progress.TimeLeft is { } time && progress.CallsDone < progress.CallsTotal ? $", {Conversation.Clock(time)} left" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{progress.CallsDone} of {progress.CallsTotal} calls, {progress.AudioDone.TotalMinutes:0.0}{total} min of sound{speed}{left}");
    }

    /// <summary>For a log: the first and the last report, and one every few seconds between them.</summary>
    internal sealed class LineDisplay(TimeProvider clock) : ProgressDisplay
    {
        private static readonly TimeSpan Pace = TimeSpan.FromSeconds(10);

        private long? _last;

        public override void Report(BatchProgress value)
        {
            if (value.CallsDone == value.CallsTotal || _last is not { } last || clock.GetElapsedTime(last) >= Pace)
            {
                _last = clock.GetTimestamp();
                Console.Error.WriteLine(Words(value));
            }
        }

        public override void Dispose()
        {
        }
    }

    /// <summary>For a terminal. The bar is of sound once its length is known, since calls differ in length.</summary>
    private sealed class BarDisplay : ProgressDisplay
    {
        /// <summary>Columns of the longest words beside the bar.</summary>
        private const int RoomForWords = 76;

        private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(200);

        private readonly ManualResetEventSlim _done = new();
        private readonly Thread _painter;
        private volatile BatchProgress? _latest;

        public BarDisplay()
        {
            _painter = new(Paint) { IsBackground = true, Name = "progress bar" };
            _painter.Start();
        }

        public override void Report(BatchProgress value) => _latest = value;

        public override void Dispose()
        {
            _done.Set();
            _painter.Join();
            _done.Dispose();
        }

        private void Paint()
        {
            var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
            console.Progress()
                .AutoClear(true)
                .Columns(new SpinnerColumn(), new ProgressBarColumn { Width = Math.Clamp(console.Profile.Width - RoomForWords, 4, 24) }, new TaskDescriptionColumn { Alignment = Justify.Left })
                .Start(context =>
                {
                    var bar = context.AddTask("checking models and recordings", autoStart: true);
                    bar.IsIndeterminate = true;
                    while (!_done.Wait(Frame))
                    {
                        Show(bar, _latest);
                    }

                    Show(bar, _latest);
                });
            if (_latest is { } last)
            {
                console.WriteLine(Words(last));
            }
        }

        private static void Show(ProgressTask bar, BatchProgress? latest)
        {
            if (latest is null)
            {
                return;
            }

            bar.IsIndeterminate = latest.AudioTotal is null && latest.CallsDone < latest.CallsTotal;
            bar.MaxValue = 1;
            bar.Value = latest.CallsDone == latest.CallsTotal ? 1 : latest.AudioTotal is { } total && total > TimeSpan.Zero ? latest.AudioDone / total : 0;
            bar.Description = Markup.Escape(Words(latest));
        }
    }
}
