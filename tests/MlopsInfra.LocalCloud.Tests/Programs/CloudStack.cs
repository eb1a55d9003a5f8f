using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalEngine;
using MlopsInfra.LocalEngine.Tests.Support;

namespace MlopsInfra.LocalCloud.Tests.Programs;

/// <summary>
/// A project in a temporary folder with one stack, whose programs the real engine deploys to a local cloud in memory.
/// </summary>
internal sealed class CloudStack : IDisposable
{
    private readonly DirectoryInfo _directory = TestFolders.Create("local-cloud-");
    private readonly LocalStack _stack;

    public CloudStack(AzureTypes? types = null)
    {
        File.WriteAllText(Path.Combine(_directory.FullName, "Pulumi.yaml"), "name: proj\nruntime: dotnet\n");
        File.WriteAllText(Path.Combine(_directory.FullName, "Pulumi.dev.yaml"),
            "config:\n  azuredevops:orgServiceUrl: https://dev.azure.com/contoso\n  github:owner: contoso\n");
        File.WriteAllText(Path.Combine(_directory.FullName, "ci.yml"), "trigger: none\n");
        _stack = LocalStack.Open(_directory.FullName, "dev");
        Cloud = EmbeddedCloud.Open(null, new LocalCloudOptions
        {
            // Long enough that two writes which a program lets run at once meet, however busy the machine is.
            SerializedWrite = TimeSpan.FromMilliseconds(400),
            RepositoryFolder = _directory.FullName,
            ExistingProjects = ["existing"],
            ExistingRepositories = ["contoso/existing"],
        }, types ?? AzureServices.Types);
    }

    public EmbeddedCloud Cloud { get; }

    public Task<DeploymentResult> UpAsync(Func<CloudProgram, Task> program) => _stack.UpAsync(Inline(program), Cloud);

    public Task<DeploymentResult> PreviewAsync(Func<CloudProgram, Task> program) => _stack.PreviewAsync(Inline(program), Cloud);

    public Task<DeploymentResult> DestroyAsync() => _stack.DestroyAsync(Cloud);

    public void Dispose()
    {
        Cloud.Dispose();
        _directory.Delete(recursive: true);
    }

    private static InlineProgram Inline(Func<CloudProgram, Task> program) => new(wire => program(new CloudProgram(wire)));
}
