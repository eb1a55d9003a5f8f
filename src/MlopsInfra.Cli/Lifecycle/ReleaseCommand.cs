using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using MlopsInfra.Cli.CommandLine;
using MlopsInfra.Lifecycle.Releases;

namespace MlopsInfra.Cli.Lifecycle;

/// <summary><c>mlops release STACK</c>.</summary>
internal static class ReleaseCommand
{
    /// <summary>The command: its options, and the run that they start.</summary>
    public static Command Create()
    {
        var options = new LifecycleOptions(acts: true);
        var model = new Option<string?>("--model")
        {
            HelpName = "NAME[:VERSION]",
            Description = "The model. Default: the newest that the gate let through; for a stack without a QA of its own, the "
                + "newest that passed the tests in QA.",
        };
        var from = new Option<string?>("--from")
        {
            HelpName = "STACK",
            Description = "The stack that model and image come from. Default: the same one.",
        };
        var fromOutputs = new Option<string?>("--from-outputs")
        {
            HelpName = "FILE", Description = "The outputs of that stack as JSON; as --outputs.",
        };
        var builder = new Option<string>("--builder")
        {
            HelpName = "acr|docker",
            Description = "What builds an image that is not there: a task of the registry, or Docker on this machine, for "
                + "subscriptions that Azure keeps from tasks. Default: acr.",
            DefaultValueFactory = _ => "acr",
        };
        builder.AcceptOnlyFromAmong("acr", "docker");
        var collector = new Option<string>("--collector")
        {
            HelpName = "service|azureml",
            Description = "What collects requests and predictions in production: the scoring service, or Azure Machine "
                + "Learning's data collector. Default: service.",
            DefaultValueFactory = _ => "service",
        };
        collector.AcceptOnlyFromAmong("service", "azureml");
        var latency = new Option<int>("--max-latency")
        {
            HelpName = "MS",
            Description = "The latency that 95 of 100 requests may have, in milliseconds. Default: 1000.",
            DefaultValueFactory = _ => 1000,
            CustomParser = result => WholeNumber.Read(result, "--max-latency", 1, what: "milliseconds"),
        };
        var steps = new Option<int[]>("--steps")
        {
            HelpName = "PERCENT,...",
            Description = "The new release's share of the traffic in production, step by step. Default: 10,50,100.",
            DefaultValueFactory = _ => [10, 50, 100],
            CustomParser = ReadSteps,
        };
        var watch = new Option<int?>("--watch")
        {
            HelpName = "SECONDS",
            Description = "How long each step but the last is watched. Default: 600; on the local cloud 3.",
            CustomParser = result => WholeNumber.Read(result, "--watch", 0, what: "seconds"),
        };
        var command = options.CreateCommand("release",
            "Release a model: build its image, test it in QA, give it production's traffic step by step; what fails is taken "
                + "back.",
            model, from, fromOutputs, builder, collector, latency, steps, watch);
        command.Validators.Add(result => Check(result, from, fromOutputs));
        command.SetAction((parsed, cancellationToken) => ReleaseRun.ExecuteAsync(new ReleaseSettings(options.Read(parsed))
        {
            Model = parsed.GetValue(model),
            From = parsed.GetValue(from),
            FromOutputs = parsed.GetValue(fromOutputs),
            Builder = parsed.GetValue(builder) == "docker" ? ImageBuilderKind.Docker : ImageBuilderKind.RegistryTask,
            Collector = parsed.GetValue(collector) == "azureml" ? CollectorKind.AzureML : CollectorKind.Service,
            MaxLatency = parsed.GetValue(latency),
            Steps = parsed.GetRequiredValue(steps),
            Watch = parsed.GetValue(watch),
        }, cancellationToken));
        return command;
    }

    private static void Check(CommandResult result, Option<string?> from, Option<string?> fromOutputs)
    {
        if (result.GetValue(fromOutputs) is not null && result.GetValue(from) is null)
            result.AddError("--from-outputs says where the outputs of --from STACK are: name the stack, too.");
    }

    private static int[] ReadSteps(ArgumentResult result)
    {
        var words = result.Tokens.SelectMany(token => token.Value.Split(',')).ToList();
        var numbers = words.Select(word => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number : -1).ToArray();
        if (numbers.Contains(-1)) result.AddError($"--steps '{string.Join(",", words)}': write numbers, as in 10,50,100.");
        return numbers;
    }
}
