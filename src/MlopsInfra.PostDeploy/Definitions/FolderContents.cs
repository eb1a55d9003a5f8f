namespace MlopsInfra.PostDeploy.Definitions;

/// <summary>Everything that a pipeline folder describes.</summary>
/// <param name="Pipeline">The pipeline that is published.</param>
/// <param name="Endpoint">Its endpoint; null: one without a description.</param>
/// <param name="Deployment">Its deployment; null: one with default settings.</param>
/// <param name="Data">Data assets.</param>
/// <param name="Models">Models.</param>
/// <param name="Schedules">Schedules.</param>
internal sealed record FolderContents(
    PipelineComponent Pipeline,
    BatchEndpointDefinition? Endpoint,
    BatchDeploymentDefinition? Deployment,
    IReadOnlyList<DataDefinition> Data,
    IReadOnlyList<ModelDefinition> Models,
    IReadOnlyList<ScheduleDefinition> Schedules);
