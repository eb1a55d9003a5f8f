namespace MlopsInfra.LocalEngine.Tests.Support;

/// <summary>A project in a temporary folder with one stack <c>dev</c>, and a cloud to deploy it to.</summary>
internal sealed class TestStack : IDisposable
{
    public TestStack(string stackFile = "config: {}\n", params string[] packages)
    {
        Directory = TestFolders.Create("local-engine-").FullName;
        File.WriteAllText(Path.Combine(Directory, "Pulumi.yaml"), "name: proj\nruntime: dotnet\n");
        File.WriteAllText(Path.Combine(Directory, "Pulumi.dev.yaml"), stackFile);
        Cloud = new TestCloud(packages);
    }

    public string Directory { get; }

    public TestCloud Cloud { get; }

    public RecordingObserver Observer { get; } = new();

    public LocalStack Stack => LocalStack.Open(Directory, "dev");

    public string StateFile => Stack.StateFile;

    public string JournalFile => Path.ChangeExtension(StateFile, ".journal");

    public Task<DeploymentResult> PreviewAsync(Func<WireClient, Task> program, EngineOptions? options = null) =>
        Stack.PreviewAsync(new InlineProgram(program), Cloud, Observer, options);

    public Task<DeploymentResult> UpAsync(Func<WireClient, Task> program, EngineOptions? options = null,
        CancellationToken cancellationToken = default) =>
        Stack.UpAsync(new InlineProgram(program), Cloud, Observer, options, cancellationToken);

    public Task<DeploymentResult> DestroyAsync(EngineOptions? options = null) => Stack.DestroyAsync(Cloud, Observer, options);

    /// <summary>Updates, and fails the test unless all went well.</summary>
    public async Task<DeploymentResult> MustUpAsync(Func<WireClient, Task> program)
    {
        var result = await UpAsync(program);
        Assert.Empty(result.Errors);
        return result;
    }

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);
}
