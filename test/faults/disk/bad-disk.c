// A disk that misbehaves on request, for one folder of one process: loaded before the C library by LD_PRELOAD.
//
// It keeps a mirror folder with exactly the bytes a power cut would leave, copied there when they are fsynced, and it
// can be slow, full or broken. The harness steers it through a page both sides see; the order of its fields is said
// again in bad-disk.ts. Files in folders of the folder are mirrored too, but never slow or broken: their bytes are safe
// with their own fsync, their names only with that of the folder they are in.
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

struct page {
  volatile int64_t fsyncs;      // counted here
  volatile int64_t writes;      // counted here
  volatile int64_t delay_us;    // each fsync takes so much longer
  volatile int64_t fail_fsync;  // fsyncs until one fails with EIO; 0 never
  volatile int64_t fail_write;  // writes until one fails with ENOSPC; 0 never
  volatile int64_t is_limited;  // whether growing files need room
  volatile int64_t room;        // bytes files may still grow by
  volatile int64_t refused;     // counted here: writes and fsyncs that failed on request
  volatile int64_t commits;     // counted here: commits written to the log
  volatile int64_t overtaken;   // counted here: commits that were followed by another before they were synced
  volatile int64_t refused_commits;  // counted here: fsyncs that failed on request and were to make a commit safe
};

struct range { off_t at; size_t length; };

// A file of the folder. What was written since its last fsync is known by its ranges and lives in the file alone.
struct file {
  char name[NAME_MAX + 1];
  int is_removed;
  int has_commit;  // one was written since the last fsync
  off_t lowest;    // shortest it has been since the last fsync
  struct range *dirty;
  size_t count, capacity;
};

enum { most_files = 64, most_handles = 4096, of_folder = -2 };

static struct file files[most_files];
static int file_count = 0;
static int handles[most_handles];  // index + 1 of the file behind a handle, of_folder, or 0
static char folder[PATH_MAX], mirror[PATH_MAX];
static struct page nothing, *page = &nothing;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static int (*real_open)(const char *, int, ...);
static int (*real_close)(int);
static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static ssize_t (*real_write)(int, const void *, size_t);
static int (*real_ftruncate)(int, off_t);
static int (*real_unlink)(const char *);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);

__attribute__((constructor)) static void begin(void) {
  real_open = dlsym(RTLD_NEXT, "open64");
  real_close = dlsym(RTLD_NEXT, "close");
  real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
  real_write = dlsym(RTLD_NEXT, "write");
  real_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
  real_unlink = dlsym(RTLD_NEXT, "unlink");
  real_fsync = dlsym(RTLD_NEXT, "fsync");
  real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
  const char *where = getenv("BAD_DISK_FOLDER"), *kept = getenv("BAD_DISK_MIRROR"), *steer = getenv("BAD_DISK_PAGE");
  if (!where || !steer) return;
  snprintf(folder, sizeof folder, "%s/", where);
  if (kept) snprintf(mirror, sizeof mirror, "%s/", kept);
  int fd = real_open(steer, O_RDWR);
  if (fd < 0) return;
  void *shared = mmap(NULL, sizeof(struct page), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (shared != MAP_FAILED) page = shared;
  real_close(fd);
}

// The name of a file directly in the folder, or null. The shared-memory index is rebuilt after a crash and never synced.
static const char *name_of(const char *path) {
  size_t length = strlen(folder);
  if (length == 0 || strncmp(path, folder, length) != 0) return NULL;
  const char *name = path + length;
  size_t rest = strlen(name);
  if (rest == 0 || strchr(name, '/') || (rest > 4 && strcmp(name + rest - 4, "-shm") == 0)) return NULL;
  return name;
}

static int is_folder(const char *path) {
  size_t length = strlen(folder);
  return length > 0 && strncmp(path, folder, length - 1) == 0 && (path[length - 1] == 0 || strcmp(path + length - 1, "/") == 0);
}

static struct file *file_named(const char *name) {
  for (int i = 0; i < file_count; i++)
    if (strcmp(files[i].name, name) == 0) return &files[i];
  if (file_count == most_files) abort();
  struct file *file = &files[file_count++];
  snprintf(file->name, sizeof file->name, "%s", name);
  file->lowest = INT64_MAX;
  return file;
}

static struct file *file_behind(int fd) {
  return fd >= 0 && fd < most_handles && handles[fd] > 0 ? &files[handles[fd] - 1] : NULL;
}

static void note(struct file *file, off_t at, size_t length) {
  if (file->count == file->capacity) {
    file->capacity = file->capacity ? file->capacity * 2 : 64;
    file->dirty = realloc(file->dirty, file->capacity * sizeof *file->dirty);
    if (!file->dirty) abort();
  }
  file->dirty[file->count++] = (struct range){at, length};
}

static void path_in_mirror(const char *name, char *path) { snprintf(path, PATH_MAX, "%s%s", mirror, name); }

// What one fsync makes safe: the file's length and everything written to it since the last one. Its name is safe with
// it, as on ext4; a removal is safe only with the folder.
static void keep(struct file *file, int fd) {
  char path[PATH_MAX], bytes[65536];
  struct stat now;
  path_in_mirror(file->name, path);
  int copy = real_open(path, O_RDWR | O_CREAT, 0644);
  if (copy < 0 || fstat(fd, &now) < 0) abort();
  if (file->lowest < now.st_size && real_ftruncate(copy, file->lowest) < 0) abort();
  if (real_ftruncate(copy, now.st_size) < 0) abort();
  for (size_t i = 0; i < file->count; i++) {
    struct range left = file->dirty[i];
    while (left.length > 0) {
      ssize_t got = pread(fd, bytes, left.length < sizeof bytes ? left.length : sizeof bytes, left.at);
      if (got <= 0) break;
      if (real_pwrite(copy, bytes, got, left.at) != got) abort();
      left.at += got;
      left.length -= got;
    }
  }
  real_close(copy);
  file->count = 0;
  file->lowest = INT64_MAX;
  file->is_removed = 0;
}

// A frame of the log that ends a transaction says how large the database is then; all others say 0.
// https://sqlite.org/fileformat2.html#the_write_ahead_log
static void count_commit(struct file *file, const unsigned char *bytes, size_t length) {
  const char *name = file->name;
  size_t end = strlen(name);
  int is_log = end > 4 && strcmp(name + end - 4, "-wal") == 0;
  if (!is_log || length != 24 || !(bytes[4] | bytes[5] | bytes[6] | bytes[7])) return;
  page->commits++;
  if (file->has_commit) page->overtaken++;
  file->has_commit = 1;
}

static void keep_removals(void) {
  for (int i = 0; i < file_count; i++) {
    if (!files[i].is_removed) continue;
    char path[PATH_MAX];
    path_in_mirror(files[i].name, path);
    real_unlink(path);
    files[i].is_removed = 0;
  }
}

// Where the synced bytes of a file deeper in the folder wait for a name. A file keeps its number when it is renamed.
static void path_of_bytes(ino_t number, char *path) {
  snprintf(path, PATH_MAX, "%.*s.synced", (int)strlen(mirror) - 1, mirror);
  mkdir(path, 0755);
  snprintf(path, PATH_MAX, "%.*s.synced/%llu", (int)strlen(mirror) - 1, mirror, (unsigned long long)number);
}

static void copy_bytes(int from, const char *path) {
  char bytes[65536];
  int to = real_open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
  if (to < 0) abort();
  off_t at = 0;
  for (ssize_t got; from >= 0 && (got = pread(from, bytes, sizeof bytes, at)) > 0; at += got)
    if (real_pwrite(to, bytes, got, at) != got) abort();
  real_close(to);
}

// What an fsync of a folder makes safe: which names are in it. A name whose bytes were never synced stands for nothing.
static void keep_names(const char *where, const char *copy) {
  char path[PATH_MAX], other[PATH_MAX];
  struct stat found;
  struct dirent *entry;
  DIR *there = opendir(where);
  while (there && (entry = readdir(there))) {
    snprintf(path, sizeof path, "%s/%s", where, entry->d_name);
    snprintf(other, sizeof other, "%s/%s", copy, entry->d_name);
    if (stat(path, &found) < 0 || !S_ISREG(found.st_mode) || access(other, F_OK) == 0) continue;
    path_of_bytes(found.st_ino, path);
    int bytes = real_open(path, O_RDONLY);
    copy_bytes(bytes, other);
    if (bytes >= 0) real_close(bytes);
  }
  if (there) closedir(there);
  there = opendir(copy);
  while (there && (entry = readdir(there))) {
    snprintf(path, sizeof path, "%s/%s", where, entry->d_name);
    snprintf(other, sizeof other, "%s/%s", copy, entry->d_name);
    if (access(path, F_OK) < 0) real_unlink(other);
  }
  if (there) closedir(there);
}

// After the fsync of something deeper in the folder.
static void keep_deeper(int fd) {
  char link[64], path[PATH_MAX], copy[PATH_MAX];
  struct stat found;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length <= 0 || !mirror[0] || fstat(fd, &found) < 0) return;
  path[length] = 0;
  if (strncmp(path, folder, strlen(folder)) != 0) return;
  pthread_mutex_lock(&lock);
  if (S_ISDIR(found.st_mode)) {
    snprintf(copy, sizeof copy, "%s%s", mirror, path + strlen(folder));
    keep_names(path, copy);
  } else {
    path_of_bytes(found.st_ino, copy);
    copy_bytes(fd, copy);
  }
  pthread_mutex_unlock(&lock);
}

static int comes_due(volatile int64_t *countdown) { return *countdown > 0 && --*countdown == 0; }

// Whether a write may happen: not the one that was asked to fail, and not beyond the room there is.
static int has_room(int fd, off_t at, size_t length) {
  struct stat now;
  page->writes++;
  off_t grows = fstat(fd, &now) == 0 && at + (off_t)length > now.st_size ? at + (off_t)length - now.st_size : 0;
  if (comes_due(&page->fail_write) || (page->is_limited && grows > page->room)) {
    page->refused++;
    errno = ENOSPC;
    return 0;
  }
  if (page->is_limited) page->room -= grows;
  return 1;
}

static int opened(int fd, const char *path, int flags) {
  if (fd < 0 || fd >= most_handles) return fd;
  pthread_mutex_lock(&lock);
  const char *name = name_of(path);
  handles[fd] = is_folder(path) ? of_folder : 0;
  if (name) {
    struct file *file = file_named(name);
    if (flags & O_TRUNC) file->lowest = 0;
    handles[fd] = (int)(file - files) + 1;
  }
  pthread_mutex_unlock(&lock);
  return fd;
}

int open64(const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  return opened(real_open(path, flags, mode), path, flags);
}

int open(const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  return opened(real_open(path, flags, mode), path, flags);
}

int close(int fd) {
  if (fd >= 0 && fd < most_handles) handles[fd] = 0;
  return real_close(fd);
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off_t at) {
  struct file *file = file_behind(fd);
  if (!file) return real_pwrite(fd, bytes, length, at);
  pthread_mutex_lock(&lock);
  ssize_t done = has_room(fd, at, length) ? real_pwrite(fd, bytes, length, at) : -1;
  if (done > 0) note(file, at, done);
  if (done > 0) count_commit(file, bytes, length);
  pthread_mutex_unlock(&lock);
  return done;
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at) { return pwrite64(fd, bytes, length, at); }

ssize_t write(int fd, const void *bytes, size_t length) {
  if (!file_behind(fd)) return real_write(fd, bytes, length);
  off_t at = lseek(fd, 0, SEEK_CUR);
  ssize_t done = pwrite64(fd, bytes, length, at);
  if (done > 0) lseek(fd, at + done, SEEK_SET);
  return done;
}

int ftruncate64(int fd, off_t length) {
  struct file *file = file_behind(fd);
  if (!file) return real_ftruncate(fd, length);
  struct stat before;
  pthread_mutex_lock(&lock);
  if (page->is_limited && fstat(fd, &before) == 0) page->room += before.st_size - length;
  if (length < file->lowest) file->lowest = length;
  int done = real_ftruncate(fd, length);
  pthread_mutex_unlock(&lock);
  return done;
}

int ftruncate(int fd, off_t length) { return ftruncate64(fd, length); }

int unlink(const char *path) {
  const char *name = name_of(path);
  int done = real_unlink(path);
  if (!name || done < 0) return done;
  pthread_mutex_lock(&lock);
  struct file *file = file_named(name);
  file->is_removed = 1;
  file->count = 0;
  file->lowest = 0;
  pthread_mutex_unlock(&lock);
  return done;
}

static int synced(int fd, int (*sync)(int)) {
  struct file *file = file_behind(fd);
  int is_of_folder = fd >= 0 && fd < most_handles && handles[fd] == of_folder;
  if (!file && !is_of_folder) {
    int kept = sync(fd);
    if (kept == 0) keep_deeper(fd);
    return kept;
  }
  pthread_mutex_lock(&lock);
  page->fsyncs++;
  int done = -1;
  if (comes_due(&page->fail_fsync)) {
    // In this order: who sees that one was refused sees of which kind it was.
    if (file && file->has_commit) page->refused_commits++;
    page->refused++;
    // The system gives up what it could not write, and takes it for written from then on: the next fsync succeeds and
    // saves none of it. https://wiki.postgresql.org/wiki/Fsync_Errors
    if (file) file->count = 0;
    errno = EIO;
  } else {
    if (page->delay_us > 0) usleep(page->delay_us);
    done = sync(fd);
    if (done == 0 && file) file->has_commit = 0;
    if (done == 0 && mirror[0]) {
      if (file) keep(file, fd);
      else keep_removals();
    }
  }
  pthread_mutex_unlock(&lock);
  return done;
}

int fsync(int fd) { return synced(fd, real_fsync); }
int fdatasync(int fd) { return synced(fd, real_fdatasync); }
