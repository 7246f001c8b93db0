using Auditor.Recordings;

namespace Auditor.Pipeline;

/// <summary>Counts finished calls and reports each; safe for all workers.</summary>
internal sealed class ProgressMeter(int total, TimeProvider clock, IProgress<BatchProgress>? progress)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Rate> _rates = new(StringComparer.OrdinalIgnoreCase);
    private readonly Rate _all = new();
    private long _begun = clock.GetTimestamp();
    private int _skipped;
    private int _failed;
    private int _audited;

    public int Skipped => _skipped;

    public int Failed => _failed;

    public int Audited => _audited;

    public TimeSpan Audio => _all.Audio;

    /// <summary>The known calls are out of the way, the work on the others begins.</summary>
    public void Begin(int skipped, IEnumerable<Recording> work)
    {
        lock (_gate)
        {
            _skipped = skipped;
            foreach (var recording in work)
            {
                RateOf(recording).BytesLeft += recording.Bytes;
            }

            _begun = clock.GetTimestamp();
            Report();
        }
    }

    public void Finish(BatchCall call)
    {
        lock (_gate)
        {
            var result = call.Result;
            Count(call);
            var rate = RateOf(result.Recording);
            rate.BytesLeft -= result.Recording.Bytes;
            if (result.Duration is { } duration)
            {
                rate.Add(result.Recording.Bytes, duration);
                _all.Add(result.Recording.Bytes, duration);
            }

            Report();
        }
    }

    private void Count(BatchCall call)
    {
        if (call.Origin == CallOrigin.Store)
        {
            _skipped++;
        }
        else if (call.Result.Failure is null)
        {
            _audited++;
        }
        else
        {
            _failed++;
        }
    }

    private void Report() => progress?.Report(new()
    {
        CallsTotal = total,
        CallsDone = _skipped + _failed + _audited,
        Skipped = _skipped,
        Failed = _failed,
        AudioDone = _all.Audio,
        AudioTotal = _all.Bytes == 0 ? null : _all.Audio + Remaining(),
        Elapsed = clock.GetElapsedTime(_begun),
    });

    /// <summary>An hour of mp3 has a twentieth of the bytes of an hour of WAV, so each kind of file has its own rate as soon as one was decoded.</summary>
    private TimeSpan Remaining()
    {
        var left = TimeSpan.Zero;
        foreach (var rate in _rates.Values)
        {
            var known = rate.Bytes > 0 ? rate : _all;
            left += known.Audio * ((double)rate.BytesLeft / known.Bytes);
        }

        return left;
    }

    private Rate RateOf(Recording recording)
    {
        var kind = Path.GetExtension(recording.Name);
        if (!_rates.TryGetValue(kind, out var rate))
        {
            rate = new();
            _rates[kind] = rate;
        }

        return rate;
    }

    private sealed class Rate
    {
        public long Bytes { get; private set; }

        public TimeSpan Audio { get; private set; }

        public long BytesLeft { get; set; }

        public void Add(long bytes, TimeSpan audio)
        {
            Bytes += bytes;
            Audio += audio;
        }
    }
}
