using System.CommandLine;

namespace MlopsInfra.Cli.CommandLine;

/// <summary><c>--from-network</c>: the run stands in the environment's network.</summary>
internal static class FromNetworkOption
{
    /// <summary>The option's name.</summary>
    public const string Name = "--from-network";

    /// <summary>
    /// Says the same where a command line is the same for all environments, as on an agent: <c>true</c> or <c>false</c>.
    /// </summary>
    public const string Variable = "MLOPS_FROM_NETWORK";

    /// <summary>The option, for a command to list.</summary>
    public static Option<bool> Create() => new(Name)
    {
        Description = $"On the local cloud: stand in the environment's network, as its agents do. Default: {Variable}, else "
            + "outside, as a laptop does.",
        DefaultValueFactory = result =>
        {
            var text = Environment.GetEnvironmentVariable(Variable);
            if (string.IsNullOrEmpty(text)) return false;
            if (bool.TryParse(text, out var value)) return value;
            result.AddError($"{Variable} is '{text}': write true or false, or leave it unset.");
            return false;
        },
    };

    /// <summary>Makes a command refuse it where the run is not on the local cloud.</summary>
    /// <param name="command">The command.</param>
    /// <param name="fromNetwork">Its option of this kind.</param>
    /// <param name="local">Its option <c>--local</c>.</param>
    public static void RequireLocal(Command command, Option<bool> fromNetwork, Option<bool> local) =>
        command.Validators.Add(result =>
        {
            if (result.GetResult(fromNetwork) is { Implicit: false } && !result.GetValue(local))
                result.AddError($"{Name} is for the local cloud, with --local: in Azure a run stands where it stands.");
        });
}
