using MlopsInfra.Lifecycle.Data;
using MlopsInfra.Lifecycle.Environments;

namespace MlopsInfra.Lifecycle.Runs;

/// <summary>What a job is given.</summary>
/// <param name="Inputs">Its inputs.</param>
/// <param name="Data">What it works on; null where no one input is that.</param>
/// <param name="Version">What tells the contents of all that it reads apart; null where nothing of it is known.</param>
internal sealed record PlannedInputs(IReadOnlyList<JobInput> Inputs, RunData? Data, string? Version)
{
    // The input that new data is given to; other pipelines name the only data that they read as they like.
    private const string UsualDataInput = "training_data";

    // A pipeline that looks back from a moment, which is now unless it is said.
    private const string UntilInput = "until";
    private const string Now = "now";

    private static readonly string[] DataTypes = ["uri_folder", "uri_file", "mltable"];

    /// <summary>Finds out what a job is given: what the request says, else what deployment or schedule says, else what has the
    /// input's name.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="request">The request.</param>
    /// <param name="note">Is told what can't be known.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="LifecycleException">It does not fit the pipeline, or something is missing.</exception>
    public static async Task<PlannedInputs> FindAsync(LifecycleEnvironment environment, TrainingPipeline pipeline,
        TrainingRequest request, Action<string> note, CancellationToken cancellationToken)
    {
        var port = DataPort(pipeline, request);
        var others = Others(environment, pipeline, request, port?.Name);
        var source = new DataSource(environment, note);
        var data = port is null
            ? null : await source.FindAsync(DataText(pipeline, request, port), port, cancellationToken);
        IReadOnlyList<JobInput> inputs = port is null || data is null
            ? others : [.. others, new JobInput(port.Name, port.Type, data.Uri)];
        CheckComplete(pipeline, inputs);
        return new PlannedInputs(inputs, data, pipeline.Endpoint is not null
            ? data?.Version : await VersionAsync(pipeline, others, data, request, source, cancellationToken));
    }

    private static IReadOnlyList<JobInput> Others(LifecycleEnvironment environment, TrainingPipeline pipeline,
        TrainingRequest request, string? dataPort)
    {
        // What the command line says comes before what the deployment or the schedule says.
        var given = request.Inputs.Where(input => input.Key != dataPort).ToList();
        given.AddRange(pipeline.Given.Where(input => input.Key != dataPort && given.All(other => other.Key != input.Key))
            .ToList());
        if (pipeline.Endpoint is null)
        {
            given.AddRange(pipeline.Inputs.Where(port => port.Name != dataPort && given.All(other => other.Key != port.Name))
                .Select(port => (port.Name, Address: DatastoreInputs.AddressFor(port, environment.Outputs.Datastores)))
                .Where(input => input.Address is not null).Select(input => KeyValuePair.Create(input.Name, input.Address!))
                .ToList());
        }

        return InputValues.Read(pipeline.Inputs, given);
    }

    private static string? DataText(TrainingPipeline pipeline, TrainingRequest request, InputPort port)
    {
        var asInput = request.Inputs.Where(input => input.Key == port.Name).Select(input => input.Value).ToList();
        if (asInput.Count > 1 || (asInput.Count == 1 && request.Data is not null))
        {
            throw LifecycleException.Usage("InvalidInput",
                $"The data is given more than once: '{port.Name}' is what --data means.");
        }

        return request.Data ?? asInput.FirstOrDefault() ?? pipeline.Given.GetValueOrDefault(port.Name);
    }

    private static InputPort? DataPort(TrainingPipeline pipeline, TrainingRequest request)
    {
        var data = pipeline.Inputs.Where(port => DataTypes.Contains(port.Type)).ToList();
        if (data.FirstOrDefault(port => port.Name == UsualDataInput) is { } usual) return usual;
        // A pipeline that was asked for by its name says itself what it reads.
        if (pipeline.Endpoint is null && request.Data is null) return null;
        var required = data.Where(port => port.IsRequired).ToList();
        if (required is [var only]) return only;
        // A registry's component does not say what it takes.
        if (pipeline.Inputs.Count == 0) return new InputPort(UsualDataInput, "uri_folder");
        throw LifecycleException.Usage("UnknownInput", request.Data is null
            ? $"It is not clear which input of the pipeline is its data. {InputValues.Names(pipeline.Inputs)} "
                + "Name it --input NAME=ADDRESS."
            : $"It is not clear which input --data means. {InputValues.Names(pipeline.Inputs)} Say --input NAME=ADDRESS.");
    }

    private static void CheckComplete(TrainingPipeline pipeline, IReadOnlyList<JobInput> inputs)
    {
        var missing = pipeline.Inputs.Where(port => port.IsRequired && inputs.All(input => input.Name != port.Name)).ToList();
        if (missing.Count == 0) return;
        throw LifecycleException.Usage("MissingInput",
            $"The pipeline needs a value for {string.Join(", ", missing.Select(port => $"{port.Name} ({port.Type})"))}: --input "
            + $"{missing[0].Name}=VALUE.");
    }

    // Of everything that it reads, and the hour for what looks back from now: the next hour sees something else.
    private static async Task<string?> VersionAsync(TrainingPipeline pipeline, IReadOnlyList<JobInput> inputs, RunData? data,
        TrainingRequest request, DataSource source, CancellationToken cancellationToken)
    {
        List<string> known = [];
        if (data?.Version is { } main) known.Add(main);
        foreach (var input in inputs.Where(input => DataTypes.Contains(input.Type)).OrderBy(each => each.Name,
            StringComparer.Ordinal))
        {
            var found = await source.FindAsync(input.Text, new InputPort(input.Name, input.Type), cancellationToken);
            if (found.Version is { } version) known.Add($"{input.Name} {version}");
        }

        if (pipeline.Inputs.Any(port => port.Name == UntilInput)
            && !inputs.Any(input => input.Name == UntilInput && input.Text != Now))
            known.Add($"until {request.Time.GetUtcNow():yyyy-MM-ddTHH}");
        return known.Count == 0 ? null : string.Join('\n', known);
    }
}
