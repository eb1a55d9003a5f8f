using System.CommandLine;

namespace MlopsInfra.Cli.Deploying;

/// <summary>The option <c>--simulate-latency</c>.</summary>
internal static class SimulateLatencyOption
{
    /// <summary>The option, for a command to list.</summary>
    public static Option<bool> Create() => new("--simulate-latency")
    {
        Description =
            "Say how long Azure would take by typical durations, and which chain of resources decides it. Nothing waits.",
    };
}
