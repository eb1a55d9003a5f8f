namespace MlopsInfra.Lifecycle.Releases;

/// <summary>What builds scoring images.</summary>
public enum ImageBuilderKind
{
    /// <summary>A task of the environment's container registry.</summary>
    RegistryTask,

    /// <summary>Docker on this machine.</summary>
    Docker,
}
