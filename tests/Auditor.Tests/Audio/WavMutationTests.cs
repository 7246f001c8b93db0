using Auditor.Audio;
using Xunit;

namespace Auditor.Tests.Audio;

/// <summary>Damaged files by the thousand: each ends as sound or as a code, quickly and within its memory.</summary>
public sealed class WavMutationTests : IDisposable
{
    private const int Rounds = 2_000;
    private const int HeaderBytes = 140;
    private const long MaxAllocatedBytes = 64L << 20;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(WavContainer.Riff, 11)]
    [InlineData(WavContainer.Rf64, 12)]
    [InlineData(WavContainer.Wave64, 13)]
    public void Two_thousand_damaged_headers_give_sound_or_a_failure_within_the_memory(WavContainer container, int seed)
    {
        var random = new Random(seed);
        var whole = new WavFile
        {
            RateHz = 8_000,
            Channels = [WavFile.Sine(300, 0.4, 8_000), WavFile.Noise(5, 0.4, 8_000)],
            Coding = WavCoding.MuLaw,
            Container = container,
            Extensible = true,
            ChunksBetween = [("LIST", new byte[7])],
        }.ToBytes();

        // Files that are no WAV any more are ffmpeg's; here it is about our own reader.
        var options = new AudioOptions
        {
            Limits = new AudioLimits { MinDuration = TimeSpan.FromSeconds(0.3), MaxMemoryBytes = 16L << 20 },
            Ffmpeg = new FfmpegOptions { Path = _folder["no-ffmpeg"] },
        };
        var codes = new Dictionary<string, int>();
        for (var round = 0; round < Rounds; round++)
        {
            var path = _folder.Write("call.wav", Mutated(whole, random));
            var before = GC.GetAllocatedBytesForCurrentThread();

            var call = CallFile.Read(path, options: options);

            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated < MaxAllocatedBytes, $"round {round}: {allocated} bytes");
            Assert.True(call.Failure is null || call.Failure.Code.StartsWith("audio.", StringComparison.Ordinal));
            Assert.All(call.Failure is null ? call.Value.Channels : [], channel => Assert.All(channel.Samples.Take(100), sample => Assert.InRange(sample, -1.5f, 1.5f)));
            var code = call.Failure?.Code ?? "sound";
            codes[code] = codes.GetValueOrDefault(code) + 1;
        }

        Assert.True(codes.Count >= 5, "the damage is too uniform to prove anything: " + string.Join(", ", codes));
    }

    private static byte[] Mutated(byte[] whole, Random random)
    {
        var bytes = whole.ToArray();
        for (var edits = random.Next(1, 6); edits > 0; edits--)
        {
            var at = random.Next(HeaderBytes - 8);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    bytes.AsSpan(at, random.Next(1, 9)).Fill((byte)(random.Next(2) * 255));
                    break;
                default:
                    BitConverter.TryWriteBytes(bytes.AsSpan(at), random.Next());
                    break;
            }
        }

        return random.Next(8) == 0 ? bytes[..random.Next(bytes.Length)] : bytes;
    }
}
