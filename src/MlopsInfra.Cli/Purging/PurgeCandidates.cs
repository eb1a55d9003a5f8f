using MlopsInfra.Cli.Output;
using MlopsInfra.Cli.Projects;
using MlopsInfra.Cli.Running;
using MlopsInfra.LocalCloud;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalEngine;
using MlopsInfra.LocalEngine.Programs;
using MlopsInfra.LocalEngine.Values;
using MlopsInfra.PostDeploy;

namespace MlopsInfra.Cli.Purging;

/// <summary>
/// The names that a stack's program is going to ask for. After a destroy neither state nor outputs know them any more: the
/// program does, so it is deployed to a local cloud in memory that is thrown away. (A preview does not know all names: they
/// depend on resources.)
/// </summary>
internal static class PurgeCandidates
{
    private static readonly string[] Types =
        ["azure-native:keyvault:Vault", "azure-native:machinelearningservices:Workspace",
            "azure-native:operationalinsights:Workspace"];

    /// <summary>Runs the program and takes the names from it. (One that Pulumi makes up anew each time is never held.)</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="subscriptionId">The subscription it goes to.</param>
    /// <param name="output">Is told of a build, and what the program says.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="CliException">The program does not build, or fails on an empty cloud.</exception>
    public static async Task<IReadOnlyList<PurgeCandidate>> FindAsync(LocalStack stack, string subscriptionId, IRunOutput output,
        CancellationToken cancellationToken)
    {
        var assembly = await ProgramAssembly.GetAsync(stack.Project, output, cancellationToken);
        await using var empty =
            EmbeddedCloud.Open(directory: null, new LocalCloudOptions { RepositoryFolder = stack.Project.Directory });
        var blank = LocalStack.OpenBlank(stack.Project.Directory, stack.Name);
        var result =
            await blank.UpAsync(new DotnetProgram(assembly), empty, new ProgramOutputOnly(output), null, cancellationToken);
        if (!result.Succeeded) throw CliErrors.Of(result);
        return [.. result.Steps.Where(step => Types.Contains(step.Type)).Select(step => ToCandidate(step, subscriptionId))];
    }

    private static PurgeCandidate ToCandidate(ResourceStep step, string subscriptionId)
    {
        var id = ResourceId.Parse(step.Id!);
        var location = ((PropertyValue.Text)step.Outputs!["location"]).Value;
        return new PurgeCandidate($"/subscriptions/{subscriptionId}{id.Value[$"/subscriptions/{id.SubscriptionId}".Length..]}",
            location);
    }

    /// <summary>What happens on the cloud in memory is nobody's business; what the program says is.</summary>
    private sealed class ProgramOutputOnly(IRunOutput output) : IDeploymentObserver
    {
        public void Diagnostic(DeploymentDiagnostic diagnostic) => output.Diagnostic(diagnostic);

        public void ProgramOutput(string line, bool isError) => output.ProgramOutput(line, isError);
    }
}
