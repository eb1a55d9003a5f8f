namespace MlopsInfra.LocalEngine;

/// <summary>The engine's own error codes. A provider's refusal carries the cloud's code instead.</summary>
public static class DeploymentErrorCodes
{
    /// <summary>There is no <c>Pulumi.yaml</c>, or it lacks what is needed.</summary>
    public const string InvalidProject = nameof(InvalidProject);

    /// <summary>There is no file for this stack.</summary>
    public const string UnknownStack = nameof(UnknownStack);

    /// <summary>A configuration file is no YAML, or holds what can't be used.</summary>
    public const string InvalidConfiguration = nameof(InvalidConfiguration);

    /// <summary>Another process deploys the same stack.</summary>
    public const string StackLocked = nameof(StackLocked);

    /// <summary>The state file can't be understood; it was kept aside.</summary>
    public const string DamagedState = nameof(DamagedState);

    /// <summary>The state can't be read or written: permissions, a full disk.</summary>
    public const string StateUnavailable = nameof(StateUnavailable);

    /// <summary>An exported state is that of another stack or project.</summary>
    public const string WrongState = nameof(WrongState);

    /// <summary>The secrets in the state can't be read: key file or passphrase is missing or another one.</summary>
    public const string SecretsUnreadable = nameof(SecretsUnreadable);

    /// <summary>The loopback network, over which engine and program speak, can't be used.</summary>
    public const string NetworkUnavailable = nameof(NetworkUnavailable);

    /// <summary>The program can't be started.</summary>
    public const string ProgramNotStarted = nameof(ProgramNotStarted);

    /// <summary>The program failed or ended before its work was done.</summary>
    public const string ProgramFailed = nameof(ProgramFailed);

    /// <summary>The program reported an error.</summary>
    public const string ProgramError = nameof(ProgramError);

    /// <summary>A provider refused a resource's inputs, and the cloud has no code of its own for it.</summary>
    public const string InvalidInputs = nameof(InvalidInputs);

    /// <summary>A registration that contradicts another one or itself: a duplicate, an unknown parent.</summary>
    public const string InvalidRegistration = nameof(InvalidRegistration);

    /// <summary>A protected resource would have been deleted or replaced.</summary>
    public const string ProtectedResource = nameof(ProtectedResource);

    /// <summary>A resource to be read or imported does not exist.</summary>
    public const string ResourceNotFound = nameof(ResourceNotFound);

    /// <summary>An import whose program says something else than what exists.</summary>
    public const string ImportMismatch = nameof(ImportMismatch);

    /// <summary>No provider serves the package.</summary>
    public const string UnknownPackage = nameof(UnknownPackage);

    /// <summary>An operation took longer than its custom timeout.</summary>
    public const string Timeout = nameof(Timeout);

    /// <summary>The update was not begun: who was asked before the first change was against it.</summary>
    public const string NotBegun = nameof(NotBegun);

    /// <summary>The deployment was cancelled.</summary>
    public const string Cancelled = nameof(Cancelled);

    /// <summary>Something that this engine does not do.</summary>
    public const string NotSupported = nameof(NotSupported);

    /// <summary>A provider or the engine itself failed unexpectedly: a defect.</summary>
    public const string InternalError = nameof(InternalError);
}
