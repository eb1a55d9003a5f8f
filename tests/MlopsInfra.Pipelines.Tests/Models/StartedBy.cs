namespace MlopsInfra.Pipelines.Tests.Models;

/// <summary>What starts a run of model.yml.</summary>
internal enum StartedBy
{
    /// <summary>A training pipeline was published.</summary>
    Publishing,

    /// <summary>New data's job ended well: an event on GitHub, a call on Azure Pipelines.</summary>
    NewData,

    /// <summary>A person.</summary>
    Person,
}
