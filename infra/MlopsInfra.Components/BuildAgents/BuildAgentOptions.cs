namespace MlopsInfra.Components;

/// <summary>What can be chosen about the machines that run an environment's jobs inside its network.</summary>
public sealed record BuildAgentOptions
{
    // Azure takes RSA and Ed25519 keys for Linux.
    private static readonly string[] KeyTypes = ["ssh-rsa", "ssh-ed25519"];

    /// <summary>
    /// Size of a machine; it needs a local disk, which its operating system is put on. Default: <c>Standard_D4ds_v5</c>.
    /// </summary>
    public string VmSize { get; init; } = "Standard_D4ds_v5";

    /// <summary>Most machines at a time, 1 to 100. Default: 2.</summary>
    public int MaxAgents { get; init; } = 2;

    /// <summary>
    /// Machines that wait for jobs, 0 to <see cref="MaxAgents"/>; with none, a job waits for some minutes until one is there.
    /// Default: 0.
    /// </summary>
    public int IdleAgents { get; init; }

    /// <summary>Minutes that a machine without a job is kept, 1 to 1440. Default: 30.</summary>
    public int IdleMinutes { get; init; } = 30;

    /// <summary>
    /// Public half of the SSH key of who may look into a machine (<c>ssh-keygen -t ed25519</c>); Azure makes no machine without.
    /// No rule of the network lets anybody in by SSH.
    /// </summary>
    public string? SshPublicKey { get; init; }

    /// <summary>Encrypts disks and caches on the host; the subscription needs the feature. Default: true.</summary>
    public bool EncryptionAtHost { get; init; } = true;

    /// <summary>
    /// ARM id of an image (a version of a gallery, or a managed image) with git, the Azure CLI and Pulumi on it. Null takes
    /// Ubuntu 24.04 and installs the two when a machine starts. Default: null.
    /// </summary>
    public string? ImageId { get; init; }

    internal void Check(Problems problems, string path)
    {
        problems.Require(
            VmSize.StartsWith("Standard_", StringComparison.OrdinalIgnoreCase), $"{path}.{nameof(VmSize)}", VmSize,
            "write a size as in 'Standard_D4ds_v5' (az vm list-sizes --location REGION).");
        problems.Range($"{path}.{nameof(MaxAgents)}", MaxAgents, 1, 100, "machines");
        problems.Require(
            IdleAgents >= 0 && IdleAgents <= MaxAgents, $"{path}.{nameof(IdleAgents)}", IdleAgents,
            $"allowed are 0 to {nameof(MaxAgents)} ({MaxAgents}) machines.");
        problems.Range($"{path}.{nameof(IdleMinutes)}", IdleMinutes, 1, 1440, "minutes");
        problems.Require(
            IsKey(SshPublicKey), $"{path}.{nameof(SshPublicKey)}", SshPublicKey,
            "the public half of an RSA or Ed25519 key is needed, as in 'ssh-ed25519 AAAA... NAME' (ssh-keygen -t ed25519).");
        problems.Require(
            ImageId is null || ImageId.StartsWith("/subscriptions/", StringComparison.OrdinalIgnoreCase),
            $"{path}.{nameof(ImageId)}", ImageId,
            "the ARM id of an image is needed, as in /subscriptions/.../galleries/GALLERY/images/IMAGE/versions/VERSION.");
    }

    private static bool IsKey(string? text) => text?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var type, var key, ..]
        && KeyTypes.Contains(type) && Convert.TryFromBase64String(key, new byte[key.Length], out var length) && length > 0;
}
