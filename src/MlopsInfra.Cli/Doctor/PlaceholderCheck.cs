using MlopsInfra.Cli.Output;
using MlopsInfra.Cli.Projects;
using MlopsInfra.LocalCloud;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalEngine;
using MlopsInfra.LocalEngine.Programs;

namespace MlopsInfra.Cli.Doctor;

/// <summary>
/// What a program refuses of its configuration in Azure, and takes on the local cloud: values that are meant to be replaced. The
/// program tells the two apart by who deploys, so it is asked once more, with somebody else as deployer.
/// </summary>
internal static class PlaceholderCheck
{
    private const string Name = "configuration";

    /// <summary>An object id as Entra gives them.</summary>
    private const string Somebody = "0f8fad5b-d9cb-469f-a165-70867728950e";

    /// <summary>Previews the program as if it were deployed to Azure.</summary>
    public static async Task<DoctorCheck> RunAsync(LocalStack stack, IRunOutput output, CancellationToken cancellationToken)
    {
        var assembly = await ProgramAssembly.GetAsync(stack.Project, output, cancellationToken);
        await using var cloud = EmbeddedCloud.Open(null,
            new LocalCloudOptions { RepositoryFolder = stack.Project.Directory, DeployerObjectId = Somebody });
        var blank = LocalStack.OpenBlank(stack.Project.Directory, stack.Name);
        var preview = await blank.PreviewAsync(new DotnetProgram(assembly), cloud, null, null, cancellationToken);
        return preview.Succeeded
            ? DoctorCheck.Ok(Name, $"Nothing that is meant to be replaced is left in Pulumi.{stack.Name}.yaml.")
            : DoctorCheck.Missing(Name, preview.Errors[0].Message,
                $"Replace them in Pulumi.{stack.Name}.yaml, or with 'pulumi config set'. The local cloud takes them as "
                    + "they are.");
    }
}
