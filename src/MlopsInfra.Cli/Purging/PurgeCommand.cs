using System.CommandLine;
using MlopsInfra.Cli.CommandLine;

namespace MlopsInfra.Cli.Purging;

/// <summary><c>mlops purge STACK</c>.</summary>
internal static class PurgeCommand
{
    /// <summary>The command: its options, and the run that they start.</summary>
    public static Command Create()
    {
        var options = new StackOptions();
        var local = new Option<bool>("--local") { Description = "Purge on the local cloud." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only say which names are held." };
        var yes = new Option<bool>("--yes") { Description = "Don't ask. Needed where nobody can be asked, but for --local." };
        var subscription = SubscriptionOption.Create(
            "The subscription. Default: azure-native:subscriptionId of the stack, or ARM_SUBSCRIPTION_ID.");
        var command = options.CreateCommand(
            "purge",
            "After a destroy: purge what Azure keeps soft-deleted under the stack's names (key vault, workspaces), so that it "
                + "can come up again.",
            local, dryRun, yes, subscription);
        command.SetAction((parsed, cancellationToken) =>
        {
            var settings = new PurgeSettings(options.Read(parsed))
            {
                Local = parsed.GetValue(local),
                DryRun = parsed.GetValue(dryRun),
                Yes = parsed.GetValue(yes),
                SubscriptionId = parsed.GetValue(subscription),
            };
            return PurgeRun.ExecuteAsync(settings, cancellationToken);
        });
        return command;
    }
}
