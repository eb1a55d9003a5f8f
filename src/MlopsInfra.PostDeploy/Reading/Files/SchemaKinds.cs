using System.Collections.Frozen;

namespace MlopsInfra.PostDeploy.Reading.Files;

/// <summary>
/// The kinds that the <c>$schema</c> of a file tells. Azure's schemas are the same under many addresses: releases, previews and
/// development ones on several hosts. The last part of the address is what counts.
/// </summary>
internal static class SchemaKinds
{
    private static readonly FrozenDictionary<string, FileKind> Names = new Dictionary<string, FileKind>
    {
        ["pipelinecomponent"] = FileKind.PipelineComponent,
        ["pipelinejob"] = FileKind.PipelineJob,
        ["commandjob"] = FileKind.CommandJob,
        ["sweepjob"] = FileKind.SweepJob,
        ["sparkjob"] = FileKind.SparkJob,
        ["environment"] = FileKind.Environment,
        ["data"] = FileKind.Data,
        ["model"] = FileKind.Model,
        ["dataimport"] = FileKind.DataImport,
        ["importschedule"] = FileKind.Schedule,
        ["computeinstance"] = FileKind.Compute,
        ["azureblob"] = FileKind.Datastore,
        ["azurefile"] = FileKind.Datastore,
        ["azuredatalakegen1"] = FileKind.Datastore,
        ["azuredatalakegen2"] = FileKind.Datastore,
        ["hdfs"] = FileKind.Datastore,
        ["onelake"] = FileKind.Datastore,
        ["workspace"] = FileKind.Workspace,
        ["hub"] = FileKind.Workspace,
        ["project"] = FileKind.Workspace,
        ["registry"] = FileKind.Workspace,
        ["featurestore"] = FileKind.Workspace,
    }.ToFrozenDictionary();

    // managedOnlineDeployment, kubernetesOnlineDeployment, autoMLImageClassificationJob ...
    private static readonly (string Ending, FileKind Kind)[] Endings =
    [
        ("component", FileKind.Component),
        ("onlineendpoint", FileKind.OnlineEndpoint),
        ("onlinedeployment", FileKind.OnlineDeployment),
        ("batchendpoint", FileKind.BatchEndpoint),
        ("batchdeployment", FileKind.BatchDeployment),
        ("schedule", FileKind.Schedule),
        ("compute", FileKind.Compute),
        ("datastore", FileKind.Datastore),
        ("connection", FileKind.Connection),
        ("job", FileKind.OtherJob),
    ];

    /// <summary>The kind; null if the address is none of Azure Machine Learning's.</summary>
    /// <param name="schema">The <c>$schema</c>; null if there is none.</param>
    public static FileKind? Of(string? schema)
    {
        if (NameOf(schema) is not { } name) return null;
        var word = name.ToLowerInvariant();
        if (Names.TryGetValue(word, out var kind)) return kind;
        if (word.StartsWith("automl", StringComparison.Ordinal) && word.EndsWith("job", StringComparison.Ordinal))
            return FileKind.AutoMLJob;
        return Endings.FirstOrDefault(known => word.EndsWith(known.Ending, StringComparison.Ordinal)).Kind;
    }

    /// <summary>The name of a schema, as in <c>commandJob</c>; null if the address is none of Azure Machine Learning's.</summary>
    /// <param name="schema">The <c>$schema</c>; null if there is none.</param>
    public static string? NameOf(string? schema)
    {
        if (schema is null || !schema.Contains("azureml", StringComparison.OrdinalIgnoreCase)) return null;
        var name = schema.TrimEnd('/', '#');
        return name[(name.LastIndexOf('/') + 1)..].Split('.', '?', '#')[0];
    }
}
