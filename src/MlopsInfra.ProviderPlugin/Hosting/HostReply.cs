namespace MlopsInfra.ProviderPlugin.Hosting;

/// <summary>Whether the host of a store lets it go.</summary>
public enum HostReply
{
    /// <summary>There is no host, or it is just starting or ending.</summary>
    None,

    /// <summary>It ends now: no plugin was there.</summary>
    Ends,

    /// <summary>Plugins are at work; it ends after them.</summary>
    Busy,

    /// <summary>It is part of a process that has the store for a reason of its own, as <c>mlops local serve</c>.</summary>
    Stays,
}
