namespace MlopsInfra.LocalEngine;

/// <summary>What a deployment is to do.</summary>
public enum DeploymentKind
{
    /// <summary>Say what an update would do; change nothing.</summary>
    Preview,

    /// <summary>Make the resources what the program says.</summary>
    Update,

    /// <summary>Delete every resource of the stack.</summary>
    Destroy,

    /// <summary>Make the state what is really there; change no resource.</summary>
    Refresh,
}
