using Pulumi.Sdk.Tests.Support;
using Pulumirpc;

namespace Pulumi.Sdk.Tests.Wire;

/// <summary>Programs that would never end are ended with one error; the official SDK stands still with most of them.</summary>
public sealed class EndlessProgramTests
{
    [Theory]
    [InlineData("component",
        "'inner' (t:c:Leafy) waits for a resource below itself, which waits for its parent: its DependsOn is a "
        + "dependency on the component 'outer' (t:c:Leafy), which stands for all resources in it, also 'child' (t:m:R).")]
    [InlineData("remote",
        "'child' (t:c:Remote) waits for itself: its input 'name' is a dependency on the component 'outer' (t:c:Leafy)")]
    [InlineData("read", "'child' (t:m:R) waits for itself: its DependsOn is a dependency on the component 'outer' (t:c:Leafy)")]
    [InlineData("stack",
        "'child' (t:m:R) waits for itself: its input 'name' is a dependency on the component 'proj-dev' (pulumi:pulumi:Stack)")]
    [InlineData("provider", "'child' (t:m:R) waits for its provider 'p' (pulumi:providers:t).")]
    [InlineData("invoke", "'child' (t:m:R) waits for its input 'name'.")]
    [InlineData("mutual", "'first' (t:m:R) waits for the resource 'second' (t:m:R), because of its DependsOn.")]
    public async Task The_error_names_the_resources(string kind, string message)
    {
        if (EndlessRun.IsOfficialSdk)
            Assert.Skip("The official SDK stands still.");
        await using var engine = await RecordingEngine.StartAsync(EchoAnswers.AnswerAsync);
        var run = await ProgramRun.StartAsync(engine.Address, ["endless", kind]);
        var log = Assert.Single(engine.Exchanges.Select(exchange => exchange.Request).OfType<LogRequest>());
        Assert.Contains(message, log.Message, StringComparison.Ordinal);
        Assert.Equal((32, "", ""), (run.ExitCode, run.Output, run.Error));
        Assert.DoesNotContain(engine.Exchanges, exchange => exchange.Request is RegisterResourceRequest { Name: "child" });
    }
}
