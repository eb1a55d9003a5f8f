namespace MlopsInfra.LocalCloud.Services.ContainerRegistry.Images;

/// <summary>What a path of an image is.</summary>
internal enum ImageFileKind
{
    /// <summary>A file.</summary>
    File,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A symbolic link.</summary>
    Link,
}
