using System.CommandLine;
using MlopsInfra.Cli.CommandLine;

namespace MlopsInfra.Cli.Repairing;

/// <summary><c>mlops repair STACK</c>.</summary>
internal static class RepairCommand
{
    /// <summary>The command: its options, and the run that they start.</summary>
    public static Command Create()
    {
        var options = new StackOptions();
        var state = new Option<string?>("--state") { HelpName = "FILE",
            Description = "What 'pulumi stack export' printed. Default: it is asked." };
        var local = new Option<bool>("--local") { Description =
            "Look on the local cloud, where 'pulumi up' has deployed with its plugins." };
        var yes = new Option<bool>("--yes") { Description = "Run the command without asking." };
        var subscription = SubscriptionOption.Create(
            "The subscription. Default: that of the resource's provider, of its other resources, or of the configuration.");
        var id = new Option<string[]>("--id") { HelpName = "URN=ID",
            Description = "The id of a pending resource that is there; as often as needed." };
        var absent = new Option<string[]>("--absent") { HelpName = "URN",
            Description = "A pending resource that is not there; as often as needed." };
        id.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => Split(token.Value) is not { Urn.Length: > 0, Id.Length: > 0 }))
                result.AddError($"--id '{token.Value}' is no URN=ID.");
        });
        var command = options.CreateCommand(
            "repair", "After an interrupted 'pulumi up': find out what was created all the same, and settle the state.", state,
            local, yes, subscription, id, absent);
        command.SetAction((parsed, cancellationToken) => RepairRun.ExecuteAsync(
            new RepairSettings(options.Read(parsed))
            {
                StateFile = parsed.GetValue(state),
                Local = parsed.GetValue(local),
                Yes = parsed.GetValue(yes),
                SubscriptionId = parsed.GetValue(subscription),
                Known = (parsed.GetValue(id) ?? []).Select(Split).DistinctBy(pair => pair.Urn)
                    .ToDictionary(pair => pair.Urn, pair => pair.Id),
                Absent = (parsed.GetValue(absent) ?? []).ToHashSet(),
            },
            cancellationToken));
        return command;
    }

    // Neither a URN nor what stands before an id's first "=" has one.
    private static (string Urn, string Id) Split(string text) => text.Split('=', 2) is [var urn, var id] ? (urn, id) : (text, "");
}
