using System.Security.Cryptography;
using System.Text;

namespace MlopsInfra.Components;

/// <summary>GUIDs derived from a name (RFC 9562, version 5): the same name gives the same GUID, on every machine.</summary>
public static class NameBasedGuid
{
    private static readonly Guid RoleAssignments = new("6f1c3a52-7c6b-5b0e-9d1a-3f5b8e2a4c71");

    private static readonly Guid Workbooks = new("0f4d7f0e-6a53-5a8f-8a0c-0d6a4d1c9b52");

    /// <summary>
    /// The name of a role assignment. Azure wants a GUID, and refuses the same (scope, principal, role) under a second one.
    /// </summary>
    public static Guid ForRoleAssignment(string scope, string principalId, string roleDefinitionGuid) =>
        Create(RoleAssignments, string.Join('|', scope, principalId, roleDefinitionGuid).ToLowerInvariant());

    /// <summary>The name of a workbook. Azure wants a GUID; what people see is its display name.</summary>
    /// <param name="environment">What tells environments apart world-wide.</param>
    public static Guid ForWorkbook(string environment) => Create(Workbooks, environment);

    /// <summary>The version 5 GUID of a name within a namespace.</summary>
    public static Guid Create(Guid space, string name)
    {
        var input = new byte[16 + Encoding.UTF8.GetByteCount(name)];
        space.TryWriteBytes(input, bigEndian: true, out _);
        Encoding.UTF8.GetBytes(name, input.AsSpan(16));
#pragma warning disable CA5350 // RFC 9562 prescribes SHA-1 for version 5; nothing is kept secret by it.
        Span<byte> guid = SHA1.HashData(input).AsSpan(0, 16);
#pragma warning restore CA5350
        guid[6] = (byte)((guid[6] & 0x0F) | 0x50);
        guid[8] = (byte)((guid[8] & 0x3F) | 0x80);
        return new Guid(guid, bigEndian: true);
    }
}
