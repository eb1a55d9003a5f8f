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

    /// <summary>Computes.</summary>
    Compute,

    /// <summary>Azure Machine Learning.</summary>
    Learning,

    /// <summary>Is called.</summary>
    Endpoint,

    /// <summary>Connects.</summary>
    Network,

    /// <summary>Watches.</summary>
    Monitor,

    /// <summary>Somebody who has rights.</summary>
    Identity,

    /// <summary>Reacts to something.</summary>
    Event,

    /// <summary>Source code and pipelines.</summary>
    Code,
}
