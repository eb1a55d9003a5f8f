using System.Text.Json.Nodes;
using MlopsInfra.EngineRecordings;
using MlopsInfra.LocalEngine.Tests.Support;

namespace MlopsInfra.LocalEngine.Tests;

/// <summary>
/// The local engine beside the real one: the same program, the same provider. It asks the provider what the real engine asked,
/// with the same values in the same order, and gives the program the same answers.
/// </summary>
public sealed class RecordedEngineTests : IDisposable
{
    private readonly DirectoryInfo _project = TestFolders.Create("recorded-");

    public RecordedEngineTests()
    {
        File.WriteAllText(Path.Combine(_project.FullName, "Pulumi.yaml"), "name: recorded\nruntime: yaml\n");
        File.WriteAllText(Path.Combine(_project.FullName, "Pulumi.dev.yaml"), "config: {}\n");
    }

    public void Dispose() => _project.Delete(recursive: true);

    [Fact]
    public async Task Each_run_goes_as_it_went_with_the_real_engine()
    {
        // A refresh runs no program; all else, in its order, on one state.
        foreach (var run in RecordedCall.Runs.Where(run => run != "07-refresh")) await PlayAsync(run);
    }

    // Transformations and hooks run in the program; the local engine says that it has none, and refuses a program that wants
    // them.
    private static bool IsNotServed(RecordedCall call) =>
        call.Method == "SupportsFeature" && (string?)call.Request["id"] is "transforms" or "invokeTransforms" or "resourceHooks";

    // Of inputs that are equal the real engine asks what differs between them; the local one knows.
    private static bool IsNoQuestion(RecordedCall call) =>
        call.Method == "Diff" && JsonNode.DeepEquals(call.Request["oldInputs"], call.Request["news"]);

    private async Task PlayAsync(string run)
    {
        var (provider, program) = (new RecordedProvider(run), new RecordedProgram(run));
        var stack = LocalStack.Open(_project.FullName, "dev");
        var result = run switch
        {
            "10-destroy" => await stack.DestroyAsync(provider),
            _ when run.Contains("preview", StringComparison.Ordinal) => await stack.PreviewAsync(program, provider),
            _ => await stack.UpAsync(program, provider),
        };
        if (run == "09-invalid")
            Assert.Contains("Bad_Name is not a valid storage account name", Assert.Single(result.Errors).Message,
                StringComparison.Ordinal);
        else Assert.Empty(result.Errors);

        Assert.Equal(RecordedProvider.CallsOf(run).Where(call => !IsNoQuestion(call))
            .Select(call => $"{call.Method} {(string?)call.Request["name"]}"), provider.Asked);
        Assert.All(provider.Unasked, call => Assert.True(IsNoQuestion(call), $"The local engine never asked for {call}"));
        Assert.All(program.Answers.Where(answer => !IsNotServed(answer.Call)), answer => Assert.True(
            JsonNode.DeepEquals(answer.Call.Response, answer.Answer),
            $"{answer.Call}: recorded {answer.Call.Response.ToJsonString()}, now {answer.Answer.ToJsonString()}"));
        if (run is not ("09-invalid" or "10-destroy"))
            Assert.Equal(RecordedCall.Of(run, "ResourceMonitor").Count, program.Answers.Count);
    }
}
