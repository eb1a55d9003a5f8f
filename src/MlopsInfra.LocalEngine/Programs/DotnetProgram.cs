using System.Diagnostics;

namespace MlopsInfra.LocalEngine.Programs;

/// <summary>
/// A built .NET program: <c>dotnet exec ASSEMBLY.dll</c>, as Pulumi's own host starts it. Building it is the caller's matter.
/// </summary>
/// <param name="assemblyPath">The program's assembly.</param>
public sealed class DotnetProgram(string assemblyPath) : IProgram
{
    private readonly string _assembly = Path.GetFullPath(assemblyPath);

    /// <inheritdoc/>
    public string Description => $".NET program {_assembly}";

    /// <inheritdoc/>
    public Task<int> RunAsync(ProgramContext context, CancellationToken cancellationToken)
    {
        if (!File.Exists(_assembly))
        {
            throw new DeploymentException(
                DeploymentErrorCodes.ProgramNotStarted, $"There is no program at {_assembly}. Build it first (dotnet build).",
                _assembly);
        }

        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && IsDotnet(host)
            ? host : "dotnet") { WorkingDirectory = context.RootDirectory };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(_assembly);
        // The program lives for seconds: instrumenting its code for later optimization would only cost time.
        start.Environment["DOTNET_TieredPGO"] = "0";
        ProgramEnvironment.Describe(context, start.Environment);
        start.Environment["PULUMI_MONITOR"] = context.Address;
        start.Environment["PULUMI_ENGINE"] = context.Address;
        start.Environment["PULUMI_PROJECT"] = context.Project;
        start.Environment["PULUMI_STACK"] = context.Stack;
        start.Environment["PULUMI_ORGANIZATION"] = context.Organization;
        start.Environment["PULUMI_ROOT_DIRECTORY"] = context.RootDirectory;
        start.Environment["PULUMI_DRY_RUN"] = context.IsPreview ? "true" : "false";
        start.Environment["PULUMI_QUERY_MODE"] = "false";
        start.Environment["PULUMI_PARALLEL"] = context.Parallelism.ToString();
        return ProgramProcess.RunAsync(start, Description, context.OnOutput, cancellationToken);
    }

    private static bool IsDotnet(string path) => Path.GetFileNameWithoutExtension(path) == "dotnet";
}
