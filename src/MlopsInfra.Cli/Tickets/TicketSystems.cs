namespace MlopsInfra.Cli.Tickets;

/// <summary>Finds where breaches are written down, by the variables that the CI systems set.</summary>
internal static class TicketSystems
{
    /// <summary>The system of a name.</summary>
    /// <param name="name"><c>github</c> or <c>azure-devops</c>; null for none.</param>
    /// <param name="variable">The value of an environment variable; null where it is not set.</param>
    /// <exception cref="CliException">A variable is missing, or is no address.</exception>
    public static ITicketSystem? Of(string? name, Func<string, string?> variable) => name switch
    {
        null => null,
        "github" => new GitHubIssues(
            Address(variable("GITHUB_API_URL") is { Length: > 0 } api ? api : "https://api.github.com", "GITHUB_API_URL"),
            Need(variable, "GITHUB_REPOSITORY", "OWNER/NAME of the repository"),
            Need(variable, "GITHUB_TOKEN", "a token with the right to write issues (permissions: issues: write)")),
        _ => new AzureDevOpsWorkItems(
            Address(Need(variable, "SYSTEM_COLLECTIONURI", "the address of the organization"), "SYSTEM_COLLECTIONURI"),
            Need(variable, "SYSTEM_TEAMPROJECT", "the project"),
            Need(variable, "SYSTEM_ACCESSTOKEN", "the pipeline's token (env: SYSTEM_ACCESSTOKEN: $(System.AccessToken))")),
    };

    // A token goes over TLS only, but to this machine.
    private static Uri Address(string text, string name) =>
        Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var address)
            && (address.Scheme == "https" || (address.Scheme == "http" && address.IsLoopback)) ? address
            : throw new CliException(ExitCode.Usage, "InvalidVariable", $"The variable {name} is no address with https.");

    private static string Need(Func<string, string?> variable, string name, string what) =>
        variable(name) is { Length: > 0 } value ? value : throw new CliException(ExitCode.Usage, "MissingVariable",
            $"--open needs the environment variable {name}: {what}. CI systems set it or hand it over.");
}
