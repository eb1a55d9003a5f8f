using System.CommandLine;
using MlopsInfra.LocalCloud.Workloads;

namespace MlopsInfra.Cli.Serving;

/// <summary><c>--executor</c>: how what is deployed is executed.</summary>
internal static class ExecutorOption
{
    private static readonly Dictionary<string, WorkloadExecutor> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["process"] = WorkloadExecutor.Process,
        ["container"] = WorkloadExecutor.Container,
        ["simulate"] = WorkloadExecutor.Simulate,
    };

    /// <summary>The option, for a command to list.</summary>
    public static Option<WorkloadExecutor> Create() => new("--executor")
    {
        HelpName = string.Join('|', Names.Keys),
        Description =
            "How jobs, container groups and online deployments are executed: as processes of this machine, in containers "
            + "of its Docker daemon, or not at all. Default: process.",
        DefaultValueFactory = _ => WorkloadExecutor.Process,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (Names.TryGetValue(text, out var executor)) return executor;
            result.AddError($"--executor '{text}' is none of {string.Join(", ", Names.Keys)}.");
            return WorkloadExecutor.Simulate;
        },
    };

    /// <summary>The name of a way to execute.</summary>
    public static string NameOf(WorkloadExecutor executor) => Names.First(pair => pair.Value == executor).Key;

    /// <summary>What that means for who serves the cloud.</summary>
    public static string TextOf(WorkloadExecutor executor) => executor switch
    {
        WorkloadExecutor.Process =>
            "Jobs, container groups and online deployments are executed on this machine, as processes with "
            + "your rights. '--executor simulate' switches that off.",
        WorkloadExecutor.Container =>
            "Jobs, container groups and online deployments are executed on this machine, in containers of "
            + "Docker. '--executor simulate' switches that off.",
        _ => "Nothing is executed: jobs, container groups and online deployments are simulated.",
    };
}
