namespace MlopsInfra.PostDeploy.Links;

/// <summary>How files that are uploaded along are referred to.</summary>
internal enum UploadForm
{
    /// <summary>By their path in the datastore, as in inputs and data assets.</summary>
    Path,

    /// <summary>The same with a slash at its end, as in inputs that are folders.</summary>
    Folder,

    /// <summary>With the workspace in it, as in models.</summary>
    Model,

    /// <summary>By the address of the blobs, as in build contexts.</summary>
    BuildContext,
}
