namespace MlopsInfra.LocalCloud.Arm.Networking;

/// <summary>Whose network a resource is reached through.</summary>
internal enum NetworkPath
{
    /// <summary>Its own, as far as its type has a <see cref="NetworkSurface"/>.</summary>
    Own,

    /// <summary>Its parent's.</summary>
    Parent,

    /// <summary>
    /// It says itself whether it is public; otherwise it is reached through the private endpoint of its parent.
    /// </summary>
    OwnAccessOrParent,
}
