using System.Diagnostics;

namespace MlopsInfra.LocalEngine.Programs;

/// <summary>
/// A JavaScript program for Node with the official SDK from npm: <c>node node_modules/@pulumi/pulumi/cmd/run</c>, as
/// Pulumi's own host starts it. Installing its packages is the caller's matter.
/// </summary>
/// <param name="programDirectory">The folder with <c>package.json</c> and <c>node_modules</c>.</param>
public sealed class NodeProgram(string programDirectory) : IProgram
{
    private readonly string _directory = Path.GetFullPath(programDirectory);

    /// <inheritdoc/>
    public string Description => $"Node program {_directory}";

    /// <inheritdoc/>
    public Task<int> RunAsync(ProgramContext context, CancellationToken cancellationToken)
    {
        var runner = Path.Combine(_directory, "node_modules", "@pulumi", "pulumi", "cmd", "run");
        if (!Directory.Exists(runner))
        {
            throw new DeploymentException(
                DeploymentErrorCodes.ProgramNotStarted,
                $"There is no @pulumi/pulumi package in {_directory}. Install the program's packages first (npm ci).",
                _directory);
        }

        var start = new ProcessStartInfo("node") { WorkingDirectory = _directory };
        start.ArgumentList.Add(runner);
        start.ArgumentList.Add($"--monitor={context.Address}");
        start.ArgumentList.Add($"--engine={context.Address}");
        start.ArgumentList.Add($"--organization={context.Organization}");
        start.ArgumentList.Add($"--project={context.Project}");
        start.ArgumentList.Add($"--stack={context.Stack}");
        start.ArgumentList.Add($"--root-directory={context.RootDirectory}");
        start.ArgumentList.Add($"--pwd={_directory}");
        start.ArgumentList.Add($"--parallel={context.Parallelism}");
        if (context.IsPreview) start.ArgumentList.Add("--dry-run");
        start.ArgumentList.Add(".");
        ProgramEnvironment.Describe(context, start.Environment);
        return ProgramProcess.RunAsync(start, Description, context.OnOutput, cancellationToken);
    }
}
