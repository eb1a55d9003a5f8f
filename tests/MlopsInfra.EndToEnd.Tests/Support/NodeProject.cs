using System.Diagnostics;
using System.Text;
using MlopsInfra.LocalCloud;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalEngine;
using MlopsInfra.LocalEngine.Programs;
using MlopsInfra.LocalEngine.State;

namespace MlopsInfra.EndToEnd.Tests.Support;

/// <summary>The Node program of <c>tests/Programs/NodeStorage</c> with a stack, a state and a local cloud of its own.</summary>
internal sealed class NodeProject : IDisposable
{
    private static readonly string Program = Path.Combine(Repository.Root, "tests", "Programs", "NodeStorage");
    private readonly string _directory = TestFolders.Create("mlops-node-").FullName;
    private readonly NodeProgram _program = new(Program);

    private NodeProject()
    {
        File.Copy(Path.Combine(Program, "Pulumi.yaml"), Path.Combine(_directory, "Pulumi.yaml"));
        Configure();
    }

    private LocalStack Stack => LocalStack.Open(_directory, "dev");

    /// <summary>Opens it; skips the test where Node or the program's packages are missing.</summary>
    public static NodeProject OpenOrSkip()
    {
        if (!HasNode()) Assert.Skip("Node.js is not on the PATH.");
        if (!Directory.Exists(Path.Combine(Program, "node_modules", "@pulumi", "azure-native")))
        {
            Assert.Skip("The program's packages are not installed: npm ci --ignore-scripts --prefix tests/Programs/NodeStorage");
        }

        return new NodeProject();
    }

    /// <summary>Writes the stack's configuration.</summary>
    /// <param name="settings">Keys of the program and their values, as in <c>accessTier: Cool</c>.</param>
    public void Configure(params string[] settings) =>
        File.WriteAllText(Path.Combine(_directory, "Pulumi.dev.yaml"),
            settings.Length == 0
                ? "config: {}\n" : $"config:\n{string.Concat(settings.Select(line => $"  node-storage:{line}\n"))}");

    public Task<DeploymentResult> PreviewAsync() => WithCloudAsync(cloud => Stack.PreviewAsync(_program, cloud));

    public Task<DeploymentResult> UpAsync() => WithCloudAsync(cloud => Stack.UpAsync(_program, cloud));

    public Task<DeploymentResult> DestroyAsync() => WithCloudAsync(cloud => Stack.DestroyAsync(cloud));

    public Task<IReadOnlyList<ResourceRecord>> ResourcesAsync() => Stack.ReadResourcesAsync();

    /// <summary>The text of the engine's files: what stands in clear there, anybody can read.</summary>
    public string Written()
    {
        var text = new StringBuilder();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(_directory, ".mlops", "stacks")))
            text.AppendLine(File.ReadAllText(file));
        return text.ToString();
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private async Task<DeploymentResult> WithCloudAsync(Func<EmbeddedCloud, Task<DeploymentResult>> run)
    {
        await using var cloud = EmbeddedCloud.Open(Path.Combine(_directory, ".mlops", "cloud"),
            new LocalCloudOptions { RepositoryFolder = _directory });
        return await run(cloud);
    }

    private static bool HasNode()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("node", ["--version"]) { RedirectStandardOutput = true });
            process!.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
