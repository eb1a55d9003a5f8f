namespace MlopsInfra.Review.Pictures;

/// <summary>Kinds of things, as a picture tells them apart.</summary>
internal enum PictureIcon
{
    /// <summary>Anything else.</summary>
    Other,

    /// <summary>Keeps data.</summary>
    Storage,

    /// <summary>Keeps secrets.</summary>
    Vault,

    /// <summary>Keeps images.</summary>
    Registry,

    /// <summary>Something that computes: a cluster, a container group.</summary>
    Compute,

    /// <summary>Azure Machine Learning.</summary>
    Learning,

    /// <summary>Is called.</summary>
    Endpoint,

    /// <summary>Something that connects: a network, a private endpoint.</summary>
    Network,

    /// <summary>Something that watches: logs, alerts.</summary>
    Monitor,

    /// <summary>Somebody who has rights.</summary>
    Identity,

    /// <summary>Reacts to something.</summary>
    Event,

    /// <summary>Source code and pipelines.</summary>
    Code,
}
