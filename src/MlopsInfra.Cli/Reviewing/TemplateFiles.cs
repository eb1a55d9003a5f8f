using MlopsInfra.Cli.Rehearsing;
using MlopsInfra.Policies;
using MlopsInfra.Review.Security;
using MlopsInfra.Review.Templates;

namespace MlopsInfra.Cli.Reviewing;

/// <summary>What a program declares as files for other tools: an ARM template, a Bicep file.</summary>
internal static class TemplateFiles
{
    /// <summary>Writes those that were asked for; none if one of them can't be written in its form.</summary>
    /// <param name="rehearsal">The program, brought up.</param>
    /// <param name="files">The files.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="CliException">The program declares what the form has no place for.</exception>
    public static async Task WriteAsync(Rehearsal rehearsal, ReviewFiles files, CancellationToken cancellationToken)
    {
        if (files is { ArmTemplate: null, Bicep: null }) return;
        var forms = new LocalArmForms(rehearsal.Cloud);
        var template =
            await DeploymentTemplate.ReadAsync(rehearsal.Snapshot, forms, rehearsal.Cloud.Options.TenantId, cancellationToken);
        try
        {
            var skips = SkipsOf(rehearsal);
            var arm = files.ArmTemplate is null ? null : files.Flat ? ArmTemplate.WriteFlat(template, skips)
                : ArmTemplate.Write(template, skips);
            var bicep = files.Bicep is null ? null : BicepFile.Write(template);
            if (arm is not null) await DocumentFile.WriteAsync(files.ArmTemplate!, arm, cancellationToken);
            if (bicep is not null) await DocumentFile.WriteAsync(files.Bicep!, bicep, cancellationToken);
        }
        catch (TemplateException exception)
        {
            throw new CliException(ExitCode.Usage, "NotOneResourceGroup", exception.Message, template.Stack, exception);
        }
    }

    // trivy and KICS have no place for it in a template; trivy reads .trivyignore.
    private static Func<string, string, IReadOnlyList<ScannerSkip>> SkipsOf(Rehearsal rehearsal)
    {
        var passed = SecurityBaseline.PassedOver("checkov", DeclaredState.Of(rehearsal.Snapshot))
            .ToLookup(skip => (skip.ResourceType, skip.Resource), skip => new ScannerSkip(skip.Id, skip.Reason));
        return (type, name) => [.. passed[(type, name)]];
    }
}
