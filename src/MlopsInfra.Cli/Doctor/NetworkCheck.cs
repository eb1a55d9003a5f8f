namespace MlopsInfra.Cli.Doctor;

/// <summary>Says beforehand what a closed network keeps out, and where to run instead.</summary>
internal static class NetworkCheck
{
    private const string Name = "network";
    private const string Page = "docs/private-environments.md";

    /// <summary>The check, in one line.</summary>
    /// <param name="needs">What the stack needs.</param>
    public static DoctorCheck Of(StackNeeds needs)
    {
        if (needs.Network.Closed.Count == 0)
            return DoctorCheck.Ok(Name, "Storage and workspace can be reached from the internet: 'mlops publish' runs anywhere.");
        var closed = $"Closed to the internet: {string.Join(", ", needs.Network.Closed)}. 'pulumi up' runs anywhere, 'mlops "
            + $"publish {needs.Stack}' inside the network only";
        return needs.Network.Agents.Count > 0
            ? DoctorCheck.Ok(Name, $"{closed}: on {string.Join(", or ", needs.Network.Agents)} ({Page}).")
            : DoctorCheck.Missing(Name, $"{closed}, and nothing runs jobs there.",
                $"Switch buildAgents on, or name the label of runners in the network as gitHub.runnerLabel ({Page}).");
    }
}
