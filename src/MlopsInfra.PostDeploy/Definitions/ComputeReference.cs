using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Definitions;

/// <summary>A compute that something runs on.</summary>
/// <param name="Text">As it is written; null for the environment's training cluster.</param>
/// <param name="Name">Its bare name; null for the training cluster, and for what is handed on as it is.</param>
/// <param name="IsOfJob">Whether a job names it: Azure looks those up, and takes any other.</param>
/// <param name="Location">Where it is named.</param>
internal sealed record ComputeReference(string? Text, string? Name, bool IsOfJob, SourceLocation Location)
{
    /// <summary>What Azure calls the compute that it provides itself.</summary>
    public const string Serverless = "serverless";

    /// <summary>What Azure calls the compute that brings data into the workspace.</summary>
    public const string DataFactory = "DataFactory";

    /// <summary>Whether the environment's training cluster takes its place where it is left out.</summary>
    public bool CanBeLeftOut { get; init; } = true;

    /// <summary>Whether it is handed on as it is: an expression, or the id of a resource elsewhere.</summary>
    public bool IsVerbatim => Text is not null && Name is null;
}
