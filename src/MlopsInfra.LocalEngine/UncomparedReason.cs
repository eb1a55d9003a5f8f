namespace MlopsInfra.LocalEngine;

/// <summary>Why a property can't be compared.</summary>
public enum UncomparedReason
{
    /// <summary>The value before is a secret that can't be decrypted here, or that was not written down.</summary>
    OldSecretUnreadable,

    /// <summary>The value after is made of a secret of the stack file that can't be decrypted here.</summary>
    NewSecretUnreadable,

    /// <summary>The value after is made of something that only the cloud could say.</summary>
    CloudOutOfReach,
}
