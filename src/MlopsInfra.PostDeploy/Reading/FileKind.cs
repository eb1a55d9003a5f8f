namespace MlopsInfra.PostDeploy.Reading;

/// <summary>What a YAML file of the folder describes.</summary>
internal enum FileKind
{
    /// <summary>Nothing of Azure Machine Learning, or a kind that is not published.</summary>
    Other,

    /// <summary>A component that is no pipeline.</summary>
    Component,

    /// <summary>A pipeline component.</summary>
    PipelineComponent,

    /// <summary>A pipeline job.</summary>
    PipelineJob,

    /// <summary>An environment.</summary>
    Environment,

    /// <summary>A data asset.</summary>
    Data,

    /// <summary>A model.</summary>
    Model,

    /// <summary>A batch endpoint.</summary>
    BatchEndpoint,

    /// <summary>A deployment to a batch endpoint.</summary>
    BatchDeployment,

    /// <summary>A schedule.</summary>
    Schedule,
}
