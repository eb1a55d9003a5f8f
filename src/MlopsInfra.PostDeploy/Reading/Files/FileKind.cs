namespace MlopsInfra.PostDeploy.Reading.Files;

/// <summary>What a YAML file describes.</summary>
internal enum FileKind
{
    /// <summary>Nothing of Azure Machine Learning, as far as can be told, or a kind that is not known.</summary>
    Other,

    /// <summary>A component that is no pipeline.</summary>
    Component,

    /// <summary>A pipeline component.</summary>
    PipelineComponent,

    /// <summary>A pipeline job.</summary>
    PipelineJob,

    /// <summary>A job that runs a command.</summary>
    CommandJob,

    /// <summary>A job that tries values out.</summary>
    SweepJob,

    /// <summary>A job of automated machine learning.</summary>
    AutoMLJob,

    /// <summary>A Spark job.</summary>
    SparkJob,

    /// <summary>A job of another type.</summary>
    OtherJob,

    /// <summary>An environment.</summary>
    Environment,

    /// <summary>A data asset.</summary>
    Data,

    /// <summary>A model.</summary>
    Model,

    /// <summary>A batch endpoint.</summary>
    BatchEndpoint,

    /// <summary>A deployment to a batch endpoint, of a pipeline or of a model.</summary>
    BatchDeployment,

    /// <summary>An online endpoint.</summary>
    OnlineEndpoint,

    /// <summary>A deployment to an online endpoint.</summary>
    OnlineDeployment,

    /// <summary>A schedule of a job, of a monitor, or of an import of data.</summary>
    Schedule,

    /// <summary>An import of data from elsewhere.</summary>
    DataImport,

    /// <summary>A compute.</summary>
    Compute,

    /// <summary>A datastore.</summary>
    Datastore,

    /// <summary>A connection of the workspace to a service elsewhere.</summary>
    Connection,

    /// <summary>A workspace, a hub, a project, a registry or a feature store.</summary>
    Workspace,
}
