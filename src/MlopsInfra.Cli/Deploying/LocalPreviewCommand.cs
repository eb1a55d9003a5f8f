using System.CommandLine;
using MlopsInfra.Cli.CommandLine;
using MlopsInfra.Cli.Reviewing;
using MlopsInfra.LocalEngine;

namespace MlopsInfra.Cli.Deploying;

/// <summary><c>mlops local preview STACK</c>.</summary>
internal static class LocalPreviewCommand
{
    /// <summary>The command: its options, and the run that they start.</summary>
    public static Command Create()
    {
        var options = new StackOptions();
        var review = new ReviewOptions();
        var simulate = SimulateLatencyOption.Create();
        var state = new Option<string?>("--state")
        {
            HelpName = "FILE",
            Description = "Compare with a stack in Azure: with what 'pulumi stack export' printed of it. Needs no credentials.",
        };
        Option[] own = [.. review.All, state, simulate];
        var command = options.CreateCommand(
            "preview", "Say what an update would do; on request as a review of what changed since a snapshot.", own);
        command.Validators.Add(result =>
        {
            if (review.Problem(result) is { } problem) result.AddError(problem);
            var given = own.Where(option => result.GetResult(option) is { Implicit: false }).ToList();
            // The options of a review go together; the two others stand alone.
            if (given.FirstOrDefault(option => option == state || option == simulate) is not { } alone) return;
            foreach (var other in given.Where(option => option != alone))
                result.AddError($"{alone.Name} and {other.Name} can't be combined.");
        });
        command.SetAction((parsed, cancellationToken) =>
        {
            var settings = new LocalSettings(DeploymentKind.Preview, options.Read(parsed))
            {
                Review = review.Read(parsed),
                ExportedState = parsed.GetValue(state),
                SimulateLatency = parsed.GetValue(simulate),
            };
            return LocalRun.ExecuteAsync(settings, cancellationToken);
        });
        return command;
    }
}
