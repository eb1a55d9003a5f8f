using System.CommandLine;

namespace MlopsInfra.Cli.CommandLine;

/// <summary><c>--subscription</c> of the commands that have it.</summary>
internal static class SubscriptionOption
{
    /// <summary>The option, for a command to list.</summary>
    /// <param name="description">What it means.</param>
    public static Option<string?> Create(string description)
    {
        var subscription = new Option<string?>("--subscription") { HelpName = "ID", Description = description };
        subscription.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && !Guid.TryParse(text, out _))
                result.AddError($"--subscription '{text}' is no subscription id: a GUID is expected.");
        });
        return subscription;
    }
}
