namespace Pulumi.Sdk.Tests.Wire;

/// <summary>
/// Programs send what the same programs sent with the official SDK (Wire/recordings, observed with Pulumi 3.112.1), and get
/// the same answers. Registrations may come in any order (protocol C3).
/// </summary>
public sealed class RecordedTrafficTests
{
    [Theory]
    [InlineData("01-outputs-dotnet.json")]
    [InlineData("03-component-dotnet.json")]
    [InlineData("04-providers-dotnet.json")]
    [InlineData("06-packages-dotnet.json")]
    [InlineData("07-options-dotnet.json")]
    [InlineData("09-secrets-dotnet.json")]
    [InlineData("10-dependencies-dotnet.json")]
    [InlineData("11-values-dotnet.json")]
    [InlineData("13-assets-dotnet.json")]
    [InlineData("14-read-dotnet.json")]
    [InlineData("15-invoke-dotnet.json")]
    [InlineData("16-stackreference-dotnet.json")]
    [InlineData("17-preview-dotnet.json")]
    [InlineData("18-failure-dotnet.json")]
    public async Task A_program_sends_what_was_recorded(string file)
    {
        var recording = new Recording(file);
        await using var engine = await RecordingEngine.StartAsync(recording.AnswerAsync);
        var run = await ProgramRun.StartAsync(engine.Address, [recording.Scenario], recording.IsDryRun);
        var sent = engine.Exchanges.Select(exchange => CanonicalJson.Of(exchange.Method, exchange.Request)).ToList();
        Assert.Equal(
            string.Join("\n", recording.Expected.Order(StringComparer.Ordinal)),
            string.Join("\n", sent.Order(StringComparer.Ordinal)));
        Assert.Equal(recording.ExitCode, run.ExitCode);
        Assert.Equal(recording.Output, run.Output);
        Assert.Equal("", run.Error);
        Assert.Equal(recording.Features.Order(), engine.Features.Distinct().Order());
        if (run.ExitCode == 0)
            Assert.Equal("SignalAndWaitForShutdown", engine.Exchanges.Last().Method);
    }
}
