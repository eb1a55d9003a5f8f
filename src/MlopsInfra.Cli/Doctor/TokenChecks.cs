namespace MlopsInfra.Cli.Doctor;

/// <summary>
/// The tokens that Azure DevOps and GitHub want, where the program has resources there. Whether they still work is not tried.
/// </summary>
internal static class TokenChecks
{
    /// <summary>The token for Azure DevOps.</summary>
    public static DoctorCheck AzureDevOps(StackNeeds needs, Func<string, string?> variable) => Check(
        "azuredevops-token", "azuredevops", needs, variable, ["personalAccessToken", "useOidc", "useMsi", "clientSecret"],
        ["AZDO_PERSONAL_ACCESS_TOKEN"],
        "Make a personal access token (User settings > Personal access tokens) and set AZDO_PERSONAL_ACCESS_TOKEN, or 'pulumi "
            + "config set --secret azuredevops:personalAccessToken'.");

    /// <summary>The token for GitHub.</summary>
    public static DoctorCheck GitHub(StackNeeds needs, Func<string, string?> variable) => Check(
        "github-token", "github", needs, variable, ["token", "appAuth"], ["GITHUB_TOKEN"],
        "Make a token that administers the repository and set GITHUB_TOKEN ('export GITHUB_TOKEN=$(gh auth token)'), or 'pulumi "
            + "config set --secret github:token'.");

    private static DoctorCheck Check(
        string name, string package, StackNeeds needs, Func<string, string?> variable, string[] settings, string[] variables,
        string mend)
    {
        if (!needs.Packages.Contains(package))
            return DoctorCheck.Skipped(name, $"Stack {needs.Stack} has no resources of {package}.");
        var setting = settings.Select(setting => $"{package}:{setting}").FirstOrDefault(needs.Configuration.Values.ContainsKey);
        var found = setting ?? variables.FirstOrDefault(name => !string.IsNullOrEmpty(variable(name)));
        return found is not null
            ? DoctorCheck.Ok(name, $"{found} is set.") : DoctorCheck.Missing(name, $"Nobody is signed in to {package}.", mend);
    }
}
