using Auditor.Audio;
using Auditor.Recordings;
using Xunit;

namespace Auditor.Tests.Audio;

public sealed class PartyTests : IDisposable
{
    private static readonly float[] A = WavFile.Noise(1, 4, 8_000);
    private static readonly float[] B = WavFile.Noise(2, 4, 8_000);
    private static readonly float[] C = WavFile.Noise(3, 4, 8_000);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(ChannelMap.AgentLeft, Party.Agent, Party.Customer)]
    [InlineData(ChannelMap.AgentRight, Party.Customer, Party.Agent)]
    [InlineData(ChannelMap.Unknown, Party.Unknown, Party.Unknown)]
    [InlineData(ChannelMap.Mono, Party.Unknown, Party.Unknown)]
    public void Each_channel_is_a_party_as_the_facts_say(ChannelMap map, Party left, Party right)
    {
        var call = Read(map, A, B);

        Assert.Equal([left, right], call.Channels.Select(channel => channel.Party));
        Assert.Equal([0, 1], call.Channels.Select(channel => channel.Channel));
        Assert.Empty(call.Warnings);
        Assert.Equal(64_000, call.Channels[1].Samples.Length);
    }

    [Fact]
    public void One_channel_is_nobody_in_particular()
    {
        Assert.Equal(Party.Unknown, Assert.Single(Read(ChannelMap.Mono, A).Channels).Party);

        var mislabelled = Read(ChannelMap.AgentLeft, A);

        Assert.Equal(Party.Unknown, Assert.Single(mislabelled.Channels).Party);
        Assert.Equal("audio.channel-map", Assert.Single(mislabelled.Warnings).Code);
    }

    [Fact]
    public void The_same_sound_on_all_channels_is_mono()
    {
        float[] nearly = [.. A.Zip(B, (a, b) => (a * 0.97f) + (b * 0.002f))];

        foreach (var other in new[] { A, nearly })
        {
            var call = Read(ChannelMap.AgentLeft, A, other);

            Assert.Equal(Party.Unknown, Assert.Single(call.Channels).Party);
            Assert.Equal(2, call.SourceChannels);
            Assert.Equal("audio.channel-map", Assert.Single(call.Warnings).Code);
        }
    }

    [Fact]
    public void Cross_talk_and_a_quieter_copy_are_not_mono()
    {
        float[] crossTalk = [.. A.Zip(B, (a, b) => (a * 0.9f) + (b * 0.1f))];
        float[] quieter = [.. A.Select(a => a * 0.5f)];

        Assert.Equal(2, Read(ChannelMap.AgentLeft, A, crossTalk).Channels.Count);
        Assert.Equal(2, Read(ChannelMap.AgentLeft, A, quieter).Channels.Count);
    }

    [Fact]
    public void A_silent_party_is_named()
    {
        var call = Read(ChannelMap.AgentLeft, A, new float[A.Length]);

        Assert.Equal(2, call.Channels.Count);
        var warning = Assert.Single(call.Warnings);
        Assert.Equal("audio.channel-silent", warning.Code);
        Assert.Contains("channel 1 (customer)", warning.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Further_channels_are_kept_as_nobody()
    {
        var call = Read(ChannelMap.AgentRight, A, B, C);

        Assert.Equal([Party.Customer, Party.Agent, Party.Unknown], call.Channels.Select(channel => channel.Party));
    }

    private CallAudio Read(ChannelMap map, params float[][] channels)
    {
        var file = new WavFile { RateHz = 8_000, Channels = channels };
        return CallFile.Read(_folder.Write("call.wav", file.ToBytes()), map).Value;
    }
}
