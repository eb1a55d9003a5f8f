using Pulumi.Serialization;

namespace Pulumi;

public sealed class RemoteArchive(string uri) : Archive(WireConstants.ArchiveMemberUri, uri);
