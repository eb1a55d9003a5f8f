using Pulumi.Serialization;

namespace Pulumi;

public sealed class FileArchive(string path) : Archive(WireConstants.ArchiveMemberPath, path);
